-- What the scripts of one user share; it stands in front of each of them.
--
-- KEYS[1] sockets: hash, socket -> "<mark> <status> <at> <node>". mark: "live", or "lapsed" while the node is silent.
-- KEYS[2] closed:  sorted set, sockets that were closed, by when we were told: a replayed "opened" must not revive them.
-- KEYS[3] state:   hash, announced: the status others were told; due: when a fall is told; left: when the user was last here.
--
-- ARGV[1] user, ARGV[2] channel for frames about him, ARGV[3] now (ms), ARGV[4] grace (ms), ARGV[5] how long sockets and
-- state are kept (ms), ARGV[6] how long closed sockets are remembered (ms). A script's own arguments begin at ARGV[7].
local OWN = 7
local now = tonumber(ARGV[3])
local rank = { offline = 0, away = 1, online = 2 }

local function parse(value)
  local mark, status, at, node = value:match('^(%S+) (%S+) (%d+) (.*)$')
  return { mark = mark, status = status, at = tonumber(at), node = node }
end

-- A socket, or nil.
local function find(socket)
  local value = redis.call('HGET', KEYS[1], socket)
  return value and parse(value) or nil
end

local function put(socket, mark, status, at, node)
  redis.call('HSET', KEYS[1], socket, string.format('%s %s %d %s', mark, status, at, node))
end

-- Instants have one fixed form, so that their order is that of their text.
local function left(instant)
  local before = redis.call('HGET', KEYS[3], 'left')
  if not before or before < instant then
    redis.call('HSET', KEYS[3], 'left', instant)
  end
end

-- Online outweighs away, and away outweighs offline, over all live sockets.
local function status()
  local best = 'offline'
  for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
    local socket = parse(value)
    if socket.mark == 'live' and rank[socket.status] > rank[best] then
      best = socket.status
    end
  end
  return best
end

local function announce(now_is)
  redis.call('HSET', KEYS[3], 'announced', now_is)
  redis.call('HDEL', KEYS[3], 'due')
  local seen = ''
  if now_is == 'offline' then
    local at = redis.call('HGET', KEYS[3], 'left')
    seen = at and ',"lastSeen":"' .. at .. '"' or ''
  end
  redis.call('PUBLISH', ARGV[2], '{"type":"presence","user":"' .. ARGV[1] .. '","status":"' .. now_is .. '"' .. seen .. '}')
end

-- Compares what is with what others were told. A fall is told at once only if it does not wait; if it does, it is due after
-- the grace. Answers {what was announced now or '', when a fall is due (ms) or '0'}.
local function conclude(waits)
  local announced = redis.call('HGET', KEYS[3], 'announced') or 'offline'
  local now_is = status()
  local answer = { '', '0' }
  if now_is == announced then
    redis.call('HDEL', KEYS[3], 'due')
  elseif waits and rank[now_is] < rank[announced] then
    redis.call('HSETNX', KEYS[3], 'due', string.format('%d', now + tonumber(ARGV[4])))
    answer[2] = redis.call('HGET', KEYS[3], 'due')
  else
    announce(now_is)
    answer[1] = now_is
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
  return answer
end
