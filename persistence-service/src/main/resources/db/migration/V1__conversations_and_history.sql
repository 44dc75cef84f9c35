-- Every unique key of what grows starts with conversation_id, so that these tables can be distributed by it.
-- The two exceptions, partition_offsets and unindexed, are a few rows that belong to partitions of chat.events.

create extension if not exists btree_gin;

create table conversations (
    id         uuid primary key,
    type       text        not null check (type in ('DIRECT', 'GROUP')),
    title      text,
    -- Counts the changes of title, members and roles, from 1.
    version    bigint      not null,
    created_at timestamptz not null
);

create table memberships (
    conversation_id uuid        not null references conversations (id) on delete cascade,
    user_id         uuid        not null,
    role            text        not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
    -- The order in which members joined; those of the creation have the order of the request.
    ordinal         integer     not null,
    joined_at       timestamptz not null,
    read_seq        bigint      not null default 0,
    delivered_seq   bigint      not null default 0,
    primary key (conversation_id, user_id)
) with (fillfactor = 80);

create index memberships_of_user on memberships (user_id, conversation_id);

-- How far history holds each conversation. Apart from conversations, so that writing history never waits for a change
-- of members, and so that records of a conversation nobody knows are still counted somewhere.
create table heads (
    conversation_id  uuid primary key,
    last_seq         bigint      not null,
    -- The newest event of kind message, or 0.
    last_message_seq bigint      not null,
    last_at          timestamptz not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

create table events (
    conversation_id uuid        not null,
    seq             bigint      not null,
    kind            text        not null,
    -- Both null in a void.
    sender          uuid,
    client_id       uuid,
    at              timestamptz not null,
    -- A message that was deleted, or an edit of one: the text is gone from the body.
    erased          boolean     not null default false,
    -- The record's value as it lies in the log, byte for byte (unless erased).
    body            bytea       not null,
    primary key (conversation_id, seq),
    unique (conversation_id, sender, client_id)
) partition by hash (conversation_id);

do $$
begin
    for i in 0..15 loop
        execute format('create table events_%s partition of events for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;

-- The edits that hold: which events of kind edit changed the message at seq target. The last one is what it reads.
create table edits (
    conversation_id uuid   not null,
    target          bigint not null,
    seq             bigint not null,
    primary key (conversation_id, target, seq)
);

create table reactions (
    conversation_id uuid   not null,
    target          bigint not null,
    user_id         uuid   not null,
    emoji           text   not null,
    seq             bigint not null,
    primary key (conversation_id, target, user_id, emoji)
);

-- The next record of each partition that history lacks. Moved in the transaction that writes the records before it.
create table partition_offsets (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);

-- What the search index has still to look at: one row for each written batch.
create table unindexed (
    partition        integer     not null,
    id               bigint      generated always as identity,
    written_at       timestamptz not null default now(),
    conversation_ids uuid[]      not null,
    from_seqs        bigint[]    not null,
    to_seqs          bigint[]    not null,
    primary key (partition, id)
);

create table message_terms (
    conversation_id uuid        not null,
    seq             bigint      not null,
    at              timestamptz not null,
    terms           tsvector    not null,
    primary key (conversation_id, seq)
);

create index message_terms_search on message_terms using gin (conversation_id, terms);

-- Records for Kafka, written by the transaction whose change they tell of.
create table outbox (
    conversation_id uuid        not null,
    id              bigint      generated always as identity,
    topic           text        not null,
    value           bytea       not null,
    created_at      timestamptz not null,
    primary key (conversation_id, id)
);

create index outbox_in_order on outbox (id);
