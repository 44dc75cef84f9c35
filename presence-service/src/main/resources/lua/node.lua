-- Notes a report of a node. Answers 1 if its sockets count, 0 if the report is too old to say that the node is alive and
-- nothing else says so.
--
-- KEYS[1] leases: sorted set, node by when its lease ends (ms); KEYS[2] lapsed: set of nodes whose sockets do not count;
-- KEYS[3] reported: hash, node -> its number of sockets as it says.
-- ARGV[1] node, ARGV[2] when the lease ends by this report (ms), ARGV[3] now (ms), ARGV[4] its sockets, or -1.
local ends, now = tonumber(ARGV[2]), tonumber(ARGV[3])
if tonumber(ARGV[4]) >= 0 then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
end
if ends > now then
  redis.call('ZADD', KEYS[1], 'GT', ends, ARGV[1])
  return 1
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  redis.call('ZADD', KEYS[1], ends, ARGV[1])
  redis.call('SADD', KEYS[2], ARGV[1])
end
return 1 - redis.call('SISMEMBER', KEYS[2], ARGV[1])
