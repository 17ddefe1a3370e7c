-- Everything belongs to the role that runs this (chevet_owner). The service signs in as chevet_app, which may read and
-- write what the grants at the end say, and may change no table. The role itself is made by whoever makes the database.

create table territory (
  id   uuid primary key,
  name text not null unique,
  zone text not null
);

create table care_home (
  id        uuid primary key,
  name      text not null,
  finess    text not null unique check (finess ~ '^[0-9AB]{9}$'),
  zone      text not null,
  territory uuid not null references territory
);

create table hospital (
  id     uuid primary key,
  name   text not null,
  finess text not null unique check (finess ~ '^[0-9AB]{9}$')
);

create table care_home_hospital (
  care_home uuid not null references care_home,
  hospital  uuid not null references hospital,
  primary key (care_home, hospital)
);

create table person (
  id           uuid primary key,
  subject      text not null unique,
  role         text not null check (role in ('nurse', 'physician', 'coordinator', 'operator')),
  display_name text not null,
  family_name  text not null,
  given_name   text not null,
  rpps         text unique check (rpps ~ '^[0-9]{11}$'),
  locale       text not null default 'fr',
  zone         text not null
);

create table nurse_care_home (
  nurse     uuid not null references person,
  care_home uuid not null references care_home,
  primary key (nurse, care_home)
);

create table physician_specialty (
  physician uuid not null references person,
  specialty text not null,
  rank      smallint not null default 1,
  primary key (physician, specialty)
);

create table resident (
  id                uuid primary key,
  care_home         uuid not null references care_home,
  birth_name        text not null,
  birth_given_names text[] not null check (cardinality(birth_given_names) > 0),
  used_name         text not null,
  used_given_name   text not null,
  sex               text not null check (sex in ('female', 'male', 'unknown')),
  birth_date        date not null,
  birth_place_insee text,
  ins_oid           text,
  ins_value         text,
  identity_status   text not null
    check (identity_status in ('provisional', 'retrieved', 'validated', 'qualified')),
  unique (ins_oid, ins_value),
  check ((ins_oid is null) = (ins_value is null)),
  check (identity_status not in ('retrieved', 'qualified') or ins_value is not null)
);
create index resident_of_care_home on resident (care_home, used_name);

-- What a hospital says of a resident's health, as it last said it: beside our facts, never over them.
create table hospital_record (
  resident    uuid not null references resident,
  hospital    uuid not null references hospital,
  received_at timestamptz not null,
  record      jsonb not null,
  primary key (resident, hospital)
);

-- Membership of a resident's circle of care beyond the nurses of her care home, each with its reason and its end.
create table circle_of_care (
  resident uuid not null references resident,
  person   uuid not null references person,
  because  uuid not null,
  since    timestamptz not null,
  until    timestamptz,
  primary key (resident, person, because),
  check (until is null or until >= since)
);
create index circle_of_person on circle_of_care (person, resident);

-- The trail of who saw or changed what. It only grows: the runtime role may insert and read.
create table audit_entry (
  id           bigint generated always as identity,
  at           timestamptz not null default clock_timestamp(),
  who          text not null,
  role         text not null,
  what         text not null,
  subject_kind text not null,
  subject      uuid not null,
  resident     uuid,
  because      uuid,
  came_from    text,
  primary key (id, at)
);
create index audit_of_resident on audit_entry (resident, at desc) where resident is not null;

-- The outbox and the feed at once. order_xid is the writing transaction's id, or the greatest order_xid of the subject's
-- earlier events where that is higher; (order_xid, position) is the order in which the feed is read.
create table feed_event (
  position     bigint generated always as identity primary key,
  order_xid    xid8 not null,
  id           uuid not null unique default uuidv7(),
  type         text not null,
  occurred_at  timestamptz not null,
  subject_kind text not null,
  subject      uuid not null,
  snapshot     jsonb not null
);
create unique index feed_in_order on feed_event (order_xid, position);
create index feed_of_subject on feed_event (subject, order_xid desc);

-- Writes already done, by person and key, each with the answer that it got.
create table idempotency_key (
  person         uuid not null references person,
  key            uuid not null,
  request_sha256 bytea not null,
  status         smallint,
  location       text,
  body           text,
  created_at     timestamptz not null default now(),
  primary key (person, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- Web sessions. The id is hashed: who reads this table cannot sign in with what it holds.
create table web_session (
  id_sha256        bytea primary key,
  created_at       timestamptz not null,
  last_accessed_at timestamptz not null,
  expires_at       timestamptz not null,
  attributes       jsonb not null
);
create index web_session_expiry on web_session (expires_at);

do $$
begin
  execute format('grant usage on schema %I to chevet_app', current_schema());
end
$$;
grant select on territory, care_home, hospital, care_home_hospital, person, nurse_care_home, physician_specialty
  to chevet_app;
grant select on resident to chevet_app;
grant select, insert, update on hospital_record, circle_of_care to chevet_app;
grant select, insert on audit_entry, feed_event to chevet_app;
grant select, insert, update, delete on idempotency_key, web_session to chevet_app;
