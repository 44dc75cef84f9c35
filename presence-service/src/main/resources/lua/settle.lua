-- Tells a fall whose grace is over. Whoever came back in the meantime has nothing due any more.
local due = redis.call('HGET', KEYS[3], 'due')
if not due or tonumber(due) > now then
  return { '', due or '0' }
end
return conclude(false)
