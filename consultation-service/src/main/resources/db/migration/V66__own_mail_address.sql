-- An address that a person has typed and not yet shown to be hers, by the code that was sent to it.
create table mail_address_wish (
  person      uuid primary key references person,
  address     text not null check (length(address) <= 254 and address ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  code_sha256 text not null check (length(code_sha256) = 64),
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  tries_left  smallint not null check (tries_left > 0)
);

grant select, insert, update, delete on mail_address_wish to chevet_app;
grant update (email) on person to chevet_app;
