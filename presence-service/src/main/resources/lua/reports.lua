-- Applies reports about one user's sockets, in their order, and concludes his status once. Repeats change nothing: the
-- newest report of a socket stands, and a closed socket stays closed.
--
-- ARGV from OWN on, seven a report: kind ("opened", "changed" or "closed"), socket, node, status, at (ms), at (instant), mark.
local asked = false
for i = OWN, #ARGV, 7 do
  local kind, socket, node = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local to, at, instant, mark = ARGV[i + 3], tonumber(ARGV[i + 4]), ARGV[i + 5], ARGV[i + 6]
  local known = find(socket)
  if kind == 'closed' then
    redis.call('ZADD', KEYS[2], now, socket)
    if known then
      redis.call('HDEL', KEYS[1], socket)
      left(instant)
    end
  elseif not redis.call('ZSCORE', KEYS[2], socket) and (not known or at >= known.at) then
    asked = asked or (kind == 'changed' and known ~= nil and known.status ~= to)
    put(socket, mark, to, at, node)
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - tonumber(ARGV[6]))
redis.call('PEXPIRE', KEYS[2], ARGV[6])
-- A fall that the user asked for is told at once; one that only follows from a lost socket may be a reload, and waits.
return conclude(not asked)
