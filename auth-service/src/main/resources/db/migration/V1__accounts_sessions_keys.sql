-- Texts that are compared or searched are under collation "C": a plain b-tree then serves equality, order and prefixes.

create table account (
    id            uuid primary key,
    username      text collate "C" not null unique, -- lower case
    display_name  text not null,
    display_key   text collate "C" not null, -- the display name folded for search; by the service, whose folding the query gets too
    avatar        text,
    password_hash text not null, -- PHC string
    created_at    timestamptz not null
);
create index account_display_key on account (display_key);

-- A session is a family of refresh tokens, of which one is good at a time. A token is two random halves: the first is the
-- family's for all its life, the second is new with each rotation. Whoever shows a known first half and another second half
-- has an old token. So reuse is found for ever, in one row a session.
create table session (
    id           uuid primary key,
    account_id   uuid not null references account (id) on delete cascade,
    family_hash  bytea not null unique, -- SHA-256
    token_hash   bytea not null,        -- SHA-256
    device       text,
    created_at   timestamptz not null,
    refreshed_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text,
    announced_at timestamptz            -- when Redis knew of the end
) with (fillfactor = 80); -- rotations touch no indexed column: they stay in their page
create index session_live on session (account_id) where ended_at is null;
create index session_unannounced on session (ended_at) where ended_at is not null and announced_at is null;

create table signing_key (
    kid                text primary key,
    public_key         bytea not null,
    sealed_private_key bytea not null,
    created_at         timestamptz not null,
    signs_from         timestamptz not null
);
