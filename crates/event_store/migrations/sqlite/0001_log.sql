-- The log, the commands it has answered, and what reactions must remember.
-- Times are microseconds since 1970, ids are the 16 bytes of a UUID.

create table events (
    position       integer primary key,
    tenant         text    not null,
    stream         text    not null,
    revision       integer not null,
    event_id       blob    not null,
    event_type     text    not null,
    schema_version integer not null,
    occurred_at    integer not null,
    recorded_at    integer not null,
    actor_kind     text    not null,
    actor_id       text    not null,
    on_behalf_of   text,
    command_id     blob    not null,
    causation_id   blob,
    correlation_id blob,
    body           blob    not null
) strict;

create unique index events_by_stream on events (tenant, stream, revision);
create unique index events_by_id on events (event_id);

-- `revision` is null when the stream had no event after the command.
create table commands (
    tenant     text    not null,
    command_id blob    not null,
    digest     blob    not null check (length(digest) = 32),
    stream     text    not null,
    revision   integer,
    position   integer not null,
    events     integer not null,
    primary key (tenant, command_id)
) strict, without rowid;

create table leases (
    name       text    primary key,
    owner      blob    not null,
    fence      integer not null,
    expires_at integer not null
) strict, without rowid;

create table checkpoints (
    name     text    primary key,
    position integer not null
) strict, without rowid;

create table timers (
    reaction text    not null,
    event_id blob    not null,
    tenant   text    not null,
    stream   text    not null,
    due_at   integer not null,
    primary key (reaction, event_id)
) strict, without rowid;

create index timers_by_due on timers (reaction, due_at);
create index timers_by_stream on timers (reaction, tenant, stream);
