#!/bin/bash
# Runs once, when the data directory is new: each owner its own role and database.
set -euo pipefail

database() {
  psql --set ON_ERROR_STOP=1 --username postgres --set name="$1" --set password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
SQL
}

database parley_auth "$PARLEY_AUTH_DATABASE_PASSWORD"
database parley_chat "$PARLEY_CHAT_DATABASE_PASSWORD"
