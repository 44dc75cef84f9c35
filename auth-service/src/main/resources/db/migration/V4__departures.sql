-- When persistence-service had taken a deleted account out of all groups. Until then it is told again.
alter table account add column departed_at timestamptz;
create index account_departing on account (deleted_at) where deleted_at is not null and departed_at is null;
