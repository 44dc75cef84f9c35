-- Besides the ends that were never announced, those of the last minutes are looked for: when Redis has lost its data.
create index session_ended on session (ended_at) where ended_at is not null;
drop index session_unannounced;

-- What the good token of a session was made with from the one before it, so that it can be made again.
alter table session add column rotation_salt bytea;
