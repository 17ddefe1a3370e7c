-- A consultation in one of its states. A state has the columns of every state before it: the check at the end says so, so
-- that no row can be in a state that it never reached.
create table consultation (
  id                     uuid primary key,
  version                bigint not null default 1,
  state                  text not null check (state in (
    'requested', 'accepted', 'at-bedside', 'in-session', 'concluded', 'reported', 'delivered', 'cancelled')),
  resident               uuid not null references resident,
  care_home              uuid not null references care_home,
  nurse                  uuid not null references person,
  specialty              text not null,
  urgency                text not null check (urgency in ('immediate', 'today', 'this-week')),
  question               text not null check (length(question) between 1 and 4000),
  place_type             text not null check (place_type in ('care-home', 'home', 'other')),
  consent_given_by       text not null
    check (consent_given_by in ('resident', 'guardian', 'trusted-person', 'oral-witnessed')),
  consent_gp_agreement   boolean not null,
  consent_recorded_at    timestamptz not null,
  requested_at           timestamptz not null,
  physician              uuid references person,
  accepted_at            timestamptz,
  bedside_nurse          uuid references person,
  confirmed_traits       text[] check (cardinality(confirmed_traits) >= 2),
  bedside_at             timestamptz,
  session_started_at     timestamptz,
  concluded_at           timestamptz,
  reported_at            timestamptz,
  delivered_at           timestamptz,
  cancelled_by           uuid references person,
  cancellation_reason    text check (length(cancellation_reason) between 1 and 500),
  cancelled_at           timestamptz,
  check ((physician is null) = (accepted_at is null)),
  check ((bedside_at is null) = (confirmed_traits is null) and (bedside_at is null) = (bedside_nurse is null)),
  check ((state = 'cancelled') = (cancelled_at is not null)
    and (cancelled_at is null) = (cancelled_by is null)
    and (cancelled_at is null) = (cancellation_reason is null)),
  check (state = 'cancelled' or state = case
    when delivered_at is not null then 'delivered'
    when reported_at is not null then 'reported'
    when concluded_at is not null then 'concluded'
    when session_started_at is not null then 'in-session'
    when bedside_at is not null then 'at-bedside'
    when accepted_at is not null then 'accepted'
    else 'requested'
  end),
  check (num_nulls(accepted_at, bedside_at, session_started_at, concluded_at, reported_at, delivered_at) = case
    when delivered_at is not null then 0
    when reported_at is not null then 1
    when concluded_at is not null then 2
    when session_started_at is not null then 3
    when bedside_at is not null then 4
    when accepted_at is not null then 5
    else 6
  end)
);
create index consultation_waiting on consultation (specialty, requested_at) where state = 'requested';
create index consultation_of_care_home on consultation (care_home, requested_at desc);
create index consultation_of_physician on consultation (physician, requested_at desc) where physician is not null;
create index consultation_of_resident on consultation (resident, requested_at desc);

-- What was measured at the bedside. For a blood pressure the value is the systolic one.
create table vital (
  id           uuid primary key,
  consultation uuid not null references consultation,
  kind         text not null check (kind in (
    'blood-pressure', 'heart-rate', 'temperature', 'oxygen-saturation', 'respiratory-rate', 'weight', 'glucose')),
  measured_at  timestamptz not null,
  value        numeric(6, 2) not null,
  diastolic    numeric(6, 2),
  recorded_by  uuid not null references person,
  recorded_at  timestamptz not null default now(),
  check ((kind = 'blood-pressure') = (diastolic is not null))
);
create index vital_of_consultation on vital (consultation, measured_at, id);

-- A version of a report. Once signed, no column of it ever changes.
create table report (
  id                uuid primary key,
  consultation      uuid not null references consultation,
  version           integer not null check (version > 0),
  text              text not null check (length(text) between 1 and 20000),
  written_by        uuid not null references person,
  written_at        timestamptz not null,
  signed_at         timestamptz,
  content_sha256    bytea check (length(content_sha256) = 32),
  pdf               bytea,
  pdf_sha256        bytea check (length(pdf_sha256) = 32),
  unique (consultation, version),
  check (num_nulls(signed_at, content_sha256, pdf, pdf_sha256) in (0, 4))
);

create function refuse_change_of_signed_report() returns trigger language plpgsql as $$
begin
  raise exception 'a signed report is never changed' using errcode = 'restrict_violation';
end
$$;
create trigger report_is_immutable before update or delete on report
  for each row when (old.signed_at is not null) execute function refuse_change_of_signed_report();

-- What each recipient last said of each version of a report.
create table delivery (
  consultation   uuid not null,
  report_version integer not null,
  hospital       uuid not null references hospital,
  status         text not null check (status in ('delivered', 'failed')),
  at             timestamptz not null,
  reference      text check (length(reference) <= 500),
  primary key (consultation, report_version, hospital),
  foreign key (consultation, report_version) references report (consultation, version)
);

-- What happened in the room, as the signaling server told it; each event once.
create table room_event (
  id           uuid primary key,
  consultation uuid not null references consultation,
  type         text not null check (type in ('joined', 'media-connected', 'quality', 'left')),
  at           timestamptz not null,
  session      text not null check (length(session) <= 100),
  person       uuid not null,
  role         text not null check (length(role) <= 40),
  tier         text check (length(tier) <= 10),
  reason       text check (length(reason) <= 100)
);
create index room_event_of_consultation on room_event (consultation, at, id);

grant select, insert, update on consultation, report, delivery to chevet_app;
grant select, insert on vital, room_event to chevet_app;
