-- Ledgers: their entries, tiles, checkpoints, and what witnesses have added. Times are microseconds since 1970.

create table ledgers (
    name text    primary key,
    size integer not null
) strict, without rowid;

create table entries (
    ledger text    not null,
    leaf   integer not null,
    entry  blob    not null,
    primary key (ledger, leaf)
) strict, without rowid;

create table tiles (
    ledger text    not null,
    level  integer not null,
    place  integer not null,
    hashes blob    not null
) strict;

create unique index tiles_by_place on tiles (ledger, level, place);

create table checkpoints (
    ledger    text    not null,
    size      integer not null,
    root      blob    not null,
    sealed_at integer not null,
    note      text    not null,
    primary key (ledger, size)
) strict, without rowid;

create table cosignatures (
    ledger  text    not null,
    size    integer not null,
    witness text    not null,
    key_id  integer not null,
    line    text    not null,
    primary key (ledger, size, witness, key_id)
) strict, without rowid;
