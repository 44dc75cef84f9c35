-- Whose account is deleted: nobody can bring them into a conversation any more. The key is the user, because that is what is asked for.
create table departed (
    user_id uuid        primary key,
    at      timestamptz not null
);
