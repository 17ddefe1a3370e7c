-- What is known of one question about one resident: vitals, attachments, answers. The consultation that was asked for and
-- whatever follows from it share it, so that nothing is typed twice and nothing is copied.
create table dossier (
  id        uuid primary key,
  resident  uuid not null references resident,
  care_home uuid not null references care_home,
  unique (id, resident)
);
insert into dossier (id, resident, care_home) select id, resident, care_home from consultation;

alter table consultation
  add column dossier uuid,
  add column follows_consultation uuid unique references consultation,
  add column followed_by_consultation uuid unique references consultation,
  add column follows_expertise uuid unique,
  add column followed_by_expertise uuid unique,
  -- A physician's colleague who is asked to take the consultation over, and what she said if she said no.
  add column hand_over_to uuid references person,
  add column hand_over_reason text check (length(hand_over_reason) between 1 and 500),
  add column hand_over_since timestamptz,
  add column hand_over_refusal text check (length(hand_over_refusal) between 1 and 500),
  add column hand_over_refused_at timestamptz;
update consultation set dossier = id;
alter table consultation
  alter column dossier set not null,
  add constraint dossier_is_of_the_resident foreign key (dossier, resident) references dossier (id, resident),
  add constraint ties_are_whole check (
    num_nonnulls(follows_consultation, follows_expertise) <= 1
    and num_nonnulls(followed_by_consultation, followed_by_expertise) <= 1
    and num_nulls(hand_over_to, hand_over_reason, hand_over_since) in (0, 3)
    and num_nulls(hand_over_refusal, hand_over_refused_at) in (0, 2)
    and (hand_over_refused_at is null or hand_over_to is not null));
create index consultation_of_dossier on consultation (dossier);

-- A consultation that goes on from none opens a dossier of its own.
create function open_dossier() returns trigger language plpgsql as $$
begin
  new.dossier := coalesce(new.dossier, new.id);
  insert into dossier (id, resident, care_home) values (new.dossier, new.resident, new.care_home)
  on conflict (id) do nothing;
  return new;
end
$$;
create trigger consultation_has_a_dossier before insert on consultation
  for each row execute function open_dossier();

-- The dossier in which a file lies.
create function dossier_of(p_file uuid) returns uuid stable language sql as $$
  select dossier from consultation where id = p_file
$$;

-- Until now a dossier's id is its consultation's.
alter table vital drop constraint vital_consultation_fkey;
alter table vital rename column consultation to dossier;
alter table vital add foreign key (dossier) references dossier;
alter index vital_of_consultation rename to vital_of_dossier;
alter table attachment drop constraint attachment_consultation_fkey;
alter table attachment rename column consultation to dossier;
alter table attachment add foreign key (dossier) references dossier;
alter index attachment_of_consultation rename to attachment_of_dossier;

-- Physicians who have handed a consultation over, and until when they may still read it.
create table hand_over (
  consultation  uuid not null references consultation,
  from_physician uuid not null references person,
  to_physician  uuid not null references person,
  reason        text not null check (length(reason) between 1 and 500),
  proposed_at   timestamptz not null,
  accepted_at   timestamptz not null,
  reads_until   timestamptz not null,
  primary key (consultation, accepted_at)
);
create index hand_over_from on hand_over (from_physician, reads_until);

-- A consultation ends in its report, or leaves by one of the side exits, with who and why.
alter table consultation rename column cancelled_by to exit_by;
alter table consultation rename column cancellation_reason to exit_reason;
alter table consultation rename column cancelled_at to exited_at;
alter table consultation add column suggested_specialty text;

do $$
declare
  name text;
begin
  for name in
    select conname from pg_constraint
    where conrelid = 'consultation'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ 'cancelled'
  loop
    execute format('alter table consultation drop constraint %I', name);
  end loop;
end
$$;

alter table consultation
  add constraint state_is_known check (state in (
    'requested', 'scheduled', 'accepted', 'at-bedside', 'in-session', 'concluded', 'reported', 'delivered',
    'cancelled', 'absent', 'physician-unavailable', 'technical-failure', 'patient-unwell', 'refused-by-patient',
    'misrouted', 'converted')),
  add constraint exit_whole check (
    num_nulls(exit_by, exit_reason, exited_at) in (0, 3)
    and (suggested_specialty is null or state = 'misrouted')
    and (exited_at is not null) = (state in (
      'cancelled', 'absent', 'physician-unavailable', 'technical-failure', 'patient-unwell', 'refused-by-patient',
      'misrouted', 'converted'))),
  add constraint state_is_what_was_reached check (exited_at is not null or state = case
    when delivered_at is not null then 'delivered'
    when reported_at is not null then 'reported'
    when concluded_at is not null then 'concluded'
    when session_started_at is not null then 'in-session'
    when bedside_at is not null then 'at-bedside'
    when accepted_at is not null then 'accepted'
    when scheduled_at is not null then 'scheduled'
    else 'requested'
  end);

grant select, insert, update on dossier to chevet_app;
grant select, insert on hand_over to chevet_app;
