-- Ledgers: their entries, tiles, checkpoints, and what witnesses have added. Times are microseconds since 1970.

create table colloquy_ledger.ledgers (
    name text   primary key,
    size bigint not null
);

create table colloquy_ledger.entries (
    ledger text   not null,
    leaf   bigint not null,
    entry  bytea  not null,
    primary key (ledger, leaf)
);

create table colloquy_ledger.tiles (
    ledger text    not null,
    level  integer not null,
    place  bigint  not null,
    hashes bytea   not null,
    primary key (ledger, level, place)
);

create table colloquy_ledger.checkpoints (
    ledger    text   not null,
    size      bigint not null,
    root      bytea  not null,
    sealed_at bigint not null,
    note      text   not null,
    primary key (ledger, size)
);

create table colloquy_ledger.cosignatures (
    ledger  text   not null,
    size    bigint not null,
    witness text   not null,
    key_id  bigint not null,
    line    text   not null,
    primary key (ledger, size, witness, key_id)
);
