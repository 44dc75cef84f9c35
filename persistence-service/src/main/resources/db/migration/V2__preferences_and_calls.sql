-- How a member himself sees a conversation.
alter table memberships
    add column muted       boolean not null default false,
    -- From this seq on he wants to see it as unread again; null if he has marked nothing.
    add column unread_from bigint check (unread_from > 0);

-- Calls that have their event: both ends may report one, and it is written once.
create table calls (
    conversation_id uuid        not null,
    call_id         uuid        not null,
    ended_at        timestamptz not null,
    primary key (conversation_id, call_id)
);
