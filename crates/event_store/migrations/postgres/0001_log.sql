-- The log, the commands it has answered, and what reactions must remember.
-- Times are microseconds since 1970.

-- One row. Whoever writes locks it until the commit; that makes positions gapless and visible in order.
create table colloquy.head (
    only_row boolean primary key default true check (only_row),
    position bigint  not null
);

insert into colloquy.head (position) values (0);

create table colloquy.events (
    position       bigint  primary key,
    tenant         text    not null,
    stream         text    not null,
    revision       bigint  not null,
    event_id       uuid    not null,
    event_type     text    not null,
    schema_version integer not null,
    occurred_at    bigint  not null,
    recorded_at    bigint  not null,
    actor_kind     text    not null,
    actor_id       text    not null,
    on_behalf_of   text,
    command_id     uuid    not null,
    causation_id   uuid,
    correlation_id uuid,
    body           bytea   not null
);

create unique index events_by_stream on colloquy.events (tenant, stream, revision);
create unique index events_by_id on colloquy.events (event_id);

-- `revision` is null when the stream had no event after the command.
create table colloquy.commands (
    tenant     text    not null,
    command_id uuid    not null,
    digest     bytea   not null check (length(digest) = 32),
    stream     text    not null,
    revision   bigint,
    position   bigint  not null,
    events     integer not null,
    primary key (tenant, command_id)
);

create table colloquy.leases (
    name       text   primary key,
    owner      uuid   not null,
    fence      bigint not null,
    expires_at bigint not null
);

create table colloquy.checkpoints (
    name     text   primary key,
    position bigint not null
);

create table colloquy.timers (
    reaction text   not null,
    event_id uuid   not null,
    tenant   text   not null,
    stream   text   not null,
    due_at   bigint not null,
    primary key (reaction, event_id)
);

create index timers_by_due on colloquy.timers (reaction, due_at);
create index timers_by_stream on colloquy.timers (reaction, tenant, stream);
