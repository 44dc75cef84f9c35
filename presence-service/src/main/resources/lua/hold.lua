-- Takes a lock that is free, or keeps one that is ours. Answers 1 if we hold it.
--
-- KEYS[1] lock. ARGV[1] who we are, ARGV[2] for how long (ms).
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
