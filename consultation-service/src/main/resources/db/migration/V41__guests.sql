-- Someone asked into one room by a link. Of the link's secret only the digest is kept.
create table guest (
  id           uuid primary key,
  consultation uuid not null references consultation,
  role         text not null check (role in ('interpreter', 'general-practitioner', 'expert', 'relative')),
  name         text not null check (length(name) between 1 and 100),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  invited_by   uuid not null references person,
  invited_at   timestamptz not null,
  expires_at   timestamptz not null,
  revoked_by   uuid references person,
  revoked_at   timestamptz,
  check (expires_at > invited_at),
  check ((revoked_at is null) = (revoked_by is null))
);
create index guest_of_consultation on guest (consultation, invited_at, id);

grant select, insert on guest to chevet_app;
grant update (revoked_by, revoked_at) on guest to chevet_app;
