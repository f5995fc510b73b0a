#!/usr/bin/env bash
# What the parts of an append cost PostgreSQL by themselves, one at a time: why a store that remembers commands and numbers
# its events cannot be as quick as one plain INSERT.
#
#     cargo build && target/debug/with_postgres --durable bash benches/pgbench.sh
set -euo pipefail
url=${COLLOQUY_TEST_POSTGRES:?run it through with_postgres}
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
migrations=$(dirname "$0")/../crates/event_store/migrations/postgres
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
psql "$url" --quiet --command 'drop schema if exists colloquy cascade' --command 'create schema colloquy' \
    --file "$migrations/0001_log.sql" --file "$migrations/0002_digests.sql" \
    --command 'create sequence colloquy.place cache 1000'

columns="position, tenant, stream, revision, event_id, event_type, schema_version, occurred_at, recorded_at,
    actor_kind, actor_id, on_behalf_of, command_id, causation_id, correlation_id, body"
values="nextval('colloquy.place'), 'main', 'conversation-' || gen_random_uuid(), 0, gen_random_uuid(), 'conversation.turn_recorded',
    1, 1, 1, 'agent', 'a', null, gen_random_uuid(), null, null, repeat('x', 330)::bytea"
moved="with moved as (update colloquy.head set position = position + 1 where only_row returning position)"
written="written as (insert into colloquy.events ($columns) select $values from moved)"
remembered="written as (
    insert into colloquy.events ($columns, command_events, digest) select $values, 1, repeat('x', 32)::bytea from moved)"

measure() {
    tr '\n' ' ' <<<"$2" >"$work/script.sql"
    printf '%-42s' "$1"
    "$bin/pgbench" --no-vacuum --protocol prepared --client 1 --time 5 --file "$work/script.sql" "$url" 2>/dev/null |
        sed -n 's/^latency average = //p'
}
measure "the event, a plain INSERT" "insert into colloquy.events ($columns) values ($values);"
measure "the head alone" "update colloquy.head set position = position + 1 where only_row;"
measure "head and event" "$moved, $written select 1 from moved;"
measure "head, event and digest" "$moved, $remembered select 1 from moved;"
loud="$moved, $remembered select pg_notify('colloquy_log', position::text) from moved;"
measure "the same with a notification" "$loud"
mkfifo "$work/listener"
psql "$url" --quiet <"$work/listener" >"$work/heard" &
exec 3>"$work/listener"
echo 'listen colloquy_log;' >&3
measure "the same with somebody who listens" "$loud"
exec 3>&-
