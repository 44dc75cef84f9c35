-- The topic that history is made of, by the id that Kafka gave it: one that was made anew under its name has other records at the same offsets.
create table logs (
    topic text primary key,
    id    uuid not null
);
