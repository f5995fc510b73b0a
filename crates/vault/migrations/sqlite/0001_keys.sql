-- The root key this store belongs to; one row.
create table root (
    only        integer primary key check (only = 1),
    fingerprint blob not null
) strict;

-- Wrapped keys. A table in order of insertion: its rows stay where they were written, so that overwriting a deleted
-- row leaves no older copy elsewhere.
create table data_key (
    key_id  blob not null unique,
    tenant  text not null,
    subject blob not null,
    wrapped blob not null,
    unique (tenant, subject)
) strict;

-- Tombstones: who was erased (microseconds since 1970), and which keys went with them.
create table erased_subject (
    tenant    text not null,
    subject   blob not null,
    erased_at integer not null,
    primary key (tenant, subject)
) strict, without rowid;

create table destroyed_key (
    key_id blob primary key
) strict, without rowid;

-- Keyed images of identifiers and the subject each belongs to.
create table blind_index (
    tenant  text not null,
    blind   blob not null,
    subject blob not null,
    primary key (tenant, blind)
) strict, without rowid;

create index blind_index_by_subject on blind_index (tenant, subject);
