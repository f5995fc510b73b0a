-- A command that appended events is remembered in the row of its last event: a row of its own was a third of the work
-- of an append. `command_events` is how many events the command appended; both columns are null in all other rows.
alter table colloquy.events
    add column command_events integer,
    add column digest         bytea;

create unique index events_by_command on colloquy.events (command_id, tenant) where digest is not null;

-- What no event remembers: commands that appended none, and those of the time before this migration. They stay where
-- they are, so that a large log is not rewritten. The new name stops processes that would remember everything here.
alter table colloquy.commands rename to commands_apart;
alter table colloquy.commands_apart
    drop constraint commands_pkey,
    add primary key (command_id, tenant);

-- Who moved the head last. What another process has written there can be told even where the position is the same.
alter table colloquy.head add column writer uuid not null default gen_random_uuid();
