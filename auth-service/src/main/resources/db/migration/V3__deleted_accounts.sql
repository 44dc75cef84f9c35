-- A deleted account keeps its id, which histories name, and nothing else. A user name of null is unique beside others and found by no
-- search, and the name that stood there is free.
alter table account
    alter column username drop not null,
    alter column display_name drop not null,
    alter column display_key drop not null,
    alter column password_hash drop not null,
    add column deleted_at timestamptz,
    add constraint account_whole_or_erased check (
        case when deleted_at is null
            then num_nulls(username, display_name, display_key, password_hash) = 0
            else num_nonnulls(username, display_name, display_key, avatar, password_hash) = 0
        end);
