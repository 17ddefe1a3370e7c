-- Versions of signed documents: reports, and now prescriptions. Of each kind a consultation has at most one draft, and it is
-- the last version; a version after the first says why it takes the place of the one before.
alter table report
  add column reason    text check (length(reason) between 1 and 500),
  add column signed_by uuid references person;

alter table report disable trigger report_is_immutable;
update report set signed_by = written_by where signed_at is not null;
alter table report enable trigger report_is_immutable;

alter table report
  add check ((signed_at is null) = (signed_by is null)),
  add check (version = 1 or reason is not null),
  -- What a verification code is looked up by: the digest of the eighty bits that it spells.
  add column verification bytea generated always as (sha256(substring(content_sha256 from 1 for 10))) stored unique;
create unique index report_one_draft on report (consultation) where signed_at is null;

create table prescription (
  id             uuid primary key,
  consultation   uuid not null references consultation,
  version        integer not null check (version > 0),
  lines          jsonb not null check (jsonb_array_length(lines) > 0),
  note           text check (length(note) between 1 and 2000),
  reason         text check (length(reason) between 1 and 500),
  written_by     uuid not null references person,
  written_at     timestamptz not null,
  signed_at      timestamptz,
  signed_by      uuid references person,
  content_sha256 bytea check (length(content_sha256) = 32),
  pdf            bytea,
  pdf_sha256     bytea check (length(pdf_sha256) = 32),
  verification   bytea generated always as (sha256(substring(content_sha256 from 1 for 10))) stored unique,
  unique (consultation, version),
  check (num_nulls(signed_at, signed_by, content_sha256, pdf, pdf_sha256) in (0, 5)),
  check (version = 1 or reason is not null)
);
create unique index prescription_one_draft on prescription (consultation) where signed_at is null;

create function refuse_change_of_signed_prescription() returns trigger language plpgsql as $$
begin
  raise exception 'a signed prescription is never changed' using errcode = 'restrict_violation';
end
$$;
create trigger prescription_is_immutable before update or delete on prescription
  for each row when (old.signed_at is not null) execute function refuse_change_of_signed_prescription();

grant select, insert, update on prescription to chevet_app;
