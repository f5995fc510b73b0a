-- The root key this store belongs to; one row.
create table colloquy_vault.root (
    only_row    boolean primary key default true check (only_row),
    fingerprint bytea not null
);

-- Wrapped keys.
create table colloquy_vault.data_key (
    key_id  uuid primary key,
    tenant  text not null,
    subject uuid not null,
    wrapped bytea not null,
    unique (tenant, subject)
);

-- Tombstones: who was erased, and which keys went with them.
create table colloquy_vault.erased_subject (
    tenant    text not null,
    subject   uuid not null,
    erased_at timestamptz not null,
    primary key (tenant, subject)
);

create table colloquy_vault.destroyed_key (
    key_id uuid primary key
);

-- Keyed images of identifiers and the subject each belongs to.
create table colloquy_vault.blind_index (
    tenant  text not null,
    blind   bytea not null,
    subject uuid not null,
    primary key (tenant, blind)
);

create index blind_index_by_subject on colloquy_vault.blind_index (tenant, subject);
