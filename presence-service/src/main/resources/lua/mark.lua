-- Marks those of a user's sockets that are on one node, because the node fell silent, came back, or is forgotten.
--
-- ARGV[7] mark: "live", "lapsed" or "forgotten"; ARGV[8] node; ARGV[9] the node's last sign of life (instant); then sockets.
local mark, node, instant = ARGV[OWN], ARGV[OWN + 1], ARGV[OWN + 2]
for i = OWN + 3, #ARGV do
  local known = find(ARGV[i])
  if known and known.node == node then
    if known.mark == 'live' and mark ~= 'live' then
      left(instant)
    end
    if mark == 'forgotten' then
      redis.call('HDEL', KEYS[1], ARGV[i])
    else
      put(ARGV[i], mark, known.status, known.at, node)
    end
  end
end
return conclude(true)
