-- Takes a user out of the departures, unless a later departure of his has been entered since we looked.
--
-- KEYS[1] departures: sorted set, user by when his fall is due (ms). ARGV[1] user, ARGV[2] the score that was seen.
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if score and tonumber(score) == tonumber(ARGV[2]) then
  return redis.call('ZREM', KEYS[1], ARGV[1])
end
return 0
