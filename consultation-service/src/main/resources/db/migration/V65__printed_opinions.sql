-- A signed opinion as it was printed, once and for all.
create table opinion_print (
  expertise      uuid primary key references expertise,
  signed_at      timestamptz not null,
  signed_by      uuid not null references person,
  content_sha256 bytea not null check (length(content_sha256) = 32),
  pdf            bytea not null,
  pdf_sha256     bytea not null check (length(pdf_sha256) = 32),
  verification   bytea generated always as (sha256(substring(content_sha256 from 1 for 10))) stored unique
);
create trigger printed_opinion_is_immutable before update or delete on opinion_print
  for each row execute function refuse_change_of_signed_opinion();

grant select, insert on opinion_print to chevet_app;
