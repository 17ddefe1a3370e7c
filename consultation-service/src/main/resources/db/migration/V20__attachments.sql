-- The key that a care home's files are sealed with, wrapped by a master key that is not in the database. An erased key
-- keeps its row: what was sealed with it says that it is erased, and not that it never was.
create table attachment_key (
  id         uuid primary key,
  care_home  uuid not null references care_home,
  master_key text,
  wrapped    bytea,
  created_at timestamptz not null default now(),
  erased_at  timestamptz,
  check ((erased_at is null) = (wrapped is not null) and (wrapped is null) = (master_key is null))
);
create unique index attachment_key_in_use on attachment_key (care_home) where erased_at is null;

-- A file on its way in, and its description for good. The request that sends bytes holds it by its claim.
create table attachment_upload (
  id             uuid primary key,
  consultation   uuid not null references consultation,
  sender         uuid not null references person,
  key            uuid not null references attachment_key,
  size_bytes     integer not null check (size_bytes between 1 and 20000000),
  received_bytes integer not null default 0 check (received_bytes between 0 and size_bytes),
  claim          uuid,
  kind           text not null check (kind in ('photo', 'document', 'sound', 'ecg')),
  file_name      text not null check (length(file_name) between 1 and 120),
  media_type     text not null,
  body_site      text,
  device         text check (length(device) between 1 and 100),
  taken_at       timestamptz,
  metadata       text not null check (length(metadata) <= 2000),
  created_at     timestamptz not null default now(),
  expires_at     timestamptz not null
);
create index attachment_upload_of_consultation on attachment_upload (consultation);
create index attachment_upload_unfinished on attachment_upload (expires_at) where received_bytes < size_bytes;

-- A stretch of a file, sealed: nonce, ciphertext, tag.
create table attachment_piece (
  upload       uuid not null references attachment_upload on delete cascade,
  start_byte   integer not null check (start_byte >= 0),
  length_bytes integer not null check (length_bytes between 1 and 65536),
  sealed       bytea not null,
  primary key (upload, start_byte)
);
-- What is sealed does not compress; trying costs time for nothing.
alter table attachment_piece alter column sealed set storage external;

-- A complete file. Its description stands in its upload, its content in the pieces. It never changes.
create table attachment (
  id               uuid primary key references attachment_upload,
  consultation     uuid not null references consultation,
  operator         uuid not null references person,
  size_bytes       integer not null check (size_bytes > 0),
  sha256           bytea not null check (length(sha256) = 32),
  received_sha256  bytea not null check (length(received_sha256) = 32),
  width_pixels     integer,
  height_pixels    integer,
  thumbnail_sealed bytea,
  added_at         timestamptz not null,
  check ((width_pixels is null) = (height_pixels is null))
);
create index attachment_of_consultation on attachment (consultation, added_at, id);

grant select, insert, update on attachment_key to chevet_app;
grant select, insert, update, delete on attachment_upload, attachment_piece to chevet_app;
grant select, insert on attachment to chevet_app;
