-- What people are told: notifications in the console, and messages about bookings by e-mail.

-- Where a person's mail goes; nobody is written to without.
alter table person add column email text
  check (length(email) <= 254 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$');

-- How far a reader inside the service has come in the feed. The first begins at the end of what is there already:
-- nobody is told of the past.
create table feed_reader (
  name           text primary key,
  after_xid      xid8 not null,
  after_position bigint not null
);
insert into feed_reader (name, after_xid, after_position)
select 'notifications', coalesce(e.order_xid, '0'::xid8), coalesce(e.position, 0)
from (values (1)) as one
left join lateral (
  select order_xid, position from feed_event order by order_xid desc, position desc limit 1) e on true;

-- Something told to one person. It names no resident; the page she opens from it does. Consultation and booking are not
-- foreign keys: their rows may be locked by the very transaction that waits to tell of them.
create table notification (
  id           uuid primary key default uuidv7(),
  position     bigint generated always as identity unique,
  person       uuid not null references person,
  kind         text not null,
  -- Which occurrence of the kind.
  about        text not null,
  detail       text,
  at           timestamptz not null,
  consultation uuid,
  booking      uuid,
  care_home    uuid references care_home,
  physician    uuid references person,
  starts_at    timestamptz,
  read_at      timestamptz,
  constraint told_once unique (person, kind, about)
);
create index notification_of_person on notification (person, position desc);
create index notification_unread on notification (person) where read_at is null;

-- Writers take turns, so that positions become visible in their order and a page that has seen one has seen all before.
create function take_turns_telling() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('notifications', 0));
  return null;
end
$$;
create trigger notifications_take_turns before insert on notification
  for each statement execute function take_turns_telling();

create function nudge_reader() returns trigger language plpgsql as $$
begin
  perform pg_notify('chevet_people', 'notification:' || new.person);
  return null;
end
$$;
create trigger notification_nudges after insert on notification for each row execute function nudge_reader();

-- The id written in a text, or null: a snapshot that is not as expected must not stop the reader.
create function as_uuid(p_text text) returns uuid language sql immutable as $$
  select case when p_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end
$$;

-- Tells of one event of the feed: the care home's nurses, the physician where p_physician says so, and whoever a
-- consultation is to be handed to; never the one whose act it was.
create function tell_of_event(p_xid xid8, p_position bigint, p_kind text, p_detail text, p_physician boolean) returns void
language sql as $$
  with event as (
    select e.*,
      as_uuid(e.snapshot #>> '{careHome,id}') as care_home,
      as_uuid(e.snapshot #>> '{physician,id}') as physician,
      -- Read off the row as JSON: who is asked to take over is not in what hospitals are told.
      as_uuid(to_jsonb(c) ->> 'hand_over_to') as handed_to,
      as_uuid(e.snapshot #>> '{resident,id}') as resident
    from feed_event e
    left join consultation c on c.id = e.subject
    where e.order_xid = p_xid and e.position = p_position),
  reader as (
    select n.nurse as person from event e join nurse_care_home n on n.care_home = e.care_home
    union select e.physician from event e where p_physician
    union select e.handed_to from event e where p_kind = 'hand-over')
  insert into notification (person, kind, about, detail, at, consultation, care_home, physician)
  select p.id, p_kind, e.id::text, p_detail, e.occurred_at,
    case e.subject_kind when 'consultation' then e.subject else as_uuid(e.snapshot ->> 'consultation') end, h.id, d.id
  from event e
  cross join reader r
  join person p on p.id = r.person
  left join care_home h on h.id = e.care_home
  left join person d on d.id = e.physician
  where p.id::text is distinct from (
    select a.who from audit_entry a
    where a.resident = e.resident and a.subject = e.subject and a.what = e.type
    order by a.at desc limit 1)
  on conflict do nothing
$$;

-- A report that a hospital will not get without somebody's help is told at once, to those who can help.
create function tell_of_failed_delivery() returns trigger language plpgsql as $$
begin
  insert into notification (person, kind, about, detail, at, consultation, care_home, physician)
  select r.person, 'delivery-failed', concat_ws('/', c.id, new.report_version, h.id), h.name, clock_timestamp(),
    c.id, c.care_home, c.physician
  from consultation c
  join hospital h on h.id = new.hospital
  cross join lateral (
    select n.nurse as person from nurse_care_home n where n.care_home = c.care_home
    union select c.physician where c.physician is not null) r
  where c.id = new.consultation
  on conflict do nothing;
  return null;
end
$$;
create trigger failed_delivery_is_told after insert or update on delivery
  for each row when (new.status = 'failed') execute function tell_of_failed_delivery();

-- One message to one person about one booking, planned, on its way, or done with. In the application it becomes a
-- notification; by mail it is sent and sent again until the mail server has taken it.
create table reminder (
  id              uuid primary key default uuidv7(),
  booking         uuid not null references booking on delete cascade,
  person          uuid not null references person,
  channel         text not null check (channel in ('in-app', 'mail')),
  kind            text not null check (kind in ('made', 'moved', 'cancelled', 'reminder')),
  -- How long before the start, for a reminder.
  lead_minutes    integer not null default 0 check ((kind = 'reminder') = (lead_minutes > 0)),
  -- Which change of the booking, for what tells of a change.
  revision        integer not null default 0,
  starts_at       timestamptz not null,
  due             timestamptz not null,
  state           text not null check (state in ('planned', 'retrying', 'sent', 'failed', 'cancelled')),
  attempts        integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until   timestamptz,
  last_error      text,
  sent_at         timestamptz check ((state = 'sent') = (sent_at is not null)),
  constraint reminded_once unique (booking, person, channel, kind, lead_minutes, revision, starts_at)
);
create index reminder_due on reminder (channel, next_attempt_at) where state in ('planned', 'retrying');

-- Who is told of a booking, and how: by mail who takes part, in the console the whole care home too.
create function concerned_by(b booking) returns table (person uuid, channel text) language sql stable as $$
  select n.nurse, 'in-app' from nurse_care_home n where n.care_home = b.care_home
  union select b.nurse, 'in-app'
  union select b.physician, 'in-app'
  union select b.nurse, 'mail'
  union select b.physician, 'mail'
$$;

-- Whether the booking still is as the message says. If not, the event that changed it is about to be read.
create function is_current(r reminder) returns boolean language sql stable as $$
  select r.kind = 'cancelled' or exists (
    select from booking b where b.id = r.booking and b.state = 'booked' and b.starts_at = r.starts_at)
$$;

-- Plans what is to be said after a booking was made, moved or cancelled, from what the booking is by now. What was
-- planned for another time, or for somebody it no longer concerns, is dropped; who has been told and is no longer
-- concerned is told that it is off.
create function plan_reminders(p_booking uuid, p_verb text, p_leads_minutes integer[], p_mail boolean) returns void
language plpgsql as $$
declare
  b booking;
begin
  select * into b from booking where id = p_booking;
  -- A hold is nobody's business, and what has been cancelled meanwhile is told by its own event.
  if not found or b.held_until is not null
    or b.state <> (case p_verb when 'cancelled' then 'cancelled' else 'booked' end) then
    return;
  end if;
  update reminder r set state = 'cancelled', last_error = 'superseded'
  where r.booking = b.id and r.state in ('planned', 'retrying')
    and (b.state = 'cancelled' or r.starts_at <> b.starts_at
      or not exists (select from concerned_by(b) c where c.person = r.person and c.channel = r.channel));
  insert into reminder (
    booking, person, channel, kind, lead_minutes, revision, starts_at, due, next_attempt_at, state, last_error)
  select b.id, c.person, c.channel, k.kind, k.lead_minutes, k.revision, b.starts_at, k.due, k.due,
    case when o.obstacle is null then 'planned' else 'cancelled' end, o.obstacle
  from (
    select * from concerned_by(b) now_concerned
    cross join lateral (
      select p_verb as kind, 0 as lead_minutes, b.version as revision, clock_timestamp() as due
      union all
      select 'reminder', lead, 0, b.starts_at - make_interval(mins => lead)
      from unnest(p_leads_minutes) as leads(lead)
      where b.state = 'booked' and b.starts_at - make_interval(mins => lead) > clock_timestamp()) what
    union all
    select distinct r.person, r.channel, 'cancelled', 0, b.version, clock_timestamp()
    from reminder r
    where r.booking = b.id and r.kind in ('made', 'moved') and r.state = 'sent' and b.state = 'booked'
      and not exists (select from concerned_by(b) c where c.person = r.person and c.channel = r.channel)
  ) as k(person, channel, kind, lead_minutes, revision, due)
  cross join lateral (select k.person, k.channel) c
  join person p on p.id = c.person
  cross join lateral (
    select case when c.channel = 'mail' and not p_mail then 'mail_off'
      when c.channel = 'mail' and p.email is null then 'no_address' end as obstacle) o
  -- What can never go is said once a change, and not for each reminder; made and moved before anybody was told is one
  -- piece of news.
  where case when k.kind = 'reminder' then o.obstacle is null
    else not exists (
      select from reminder r
      where r.booking = b.id and r.person = c.person and r.channel = c.channel and r.revision = k.revision) end
  on conflict on constraint reminded_once do update
    set state = excluded.state, last_error = excluded.last_error, due = excluded.due,
      next_attempt_at = excluded.next_attempt_at
    where reminder.state = 'cancelled' and reminder.last_error = 'superseded';
end
$$;

-- Puts into the console what is due, and gives up reminders of what has begun. Answers how many were put there.
create function tell_what_is_due(p_most integer) returns bigint language plpgsql as $$
declare
  told bigint;
begin
  update reminder r set state = 'failed', last_error = 'too_late'
  where r.id in (
    select l.id from reminder l
    where l.kind = 'reminder' and l.state in ('planned', 'retrying') and l.starts_at <= clock_timestamp()
    for update skip locked);
  with due as (
    select r.* from reminder r
    where r.channel = 'in-app' and r.state = 'planned' and r.next_attempt_at <= clock_timestamp() and is_current(r)
    order by r.next_attempt_at, r.id
    limit p_most
    for update skip locked),
  sent as (
    update reminder r set state = 'sent', sent_at = clock_timestamp(), attempts = r.attempts + 1
    from due d where r.id = d.id)
  insert into notification (person, kind, about, at, consultation, booking, care_home, physician, starts_at)
  select d.person, 'booking-' || d.kind, d.id::text, clock_timestamp(), b.consultation, b.id, b.care_home, b.physician,
    d.starts_at
  from due d join booking b on b.id = d.booking
  order by d.next_attempt_at, d.id
  on conflict do nothing;
  get diagnostics told = row_count;
  return told;
end
$$;

grant select, insert on feed_reader, notification, reminder to chevet_app;
grant update on feed_reader, reminder to chevet_app;
grant delete on reminder to chevet_app;
grant update (read_at), delete on notification to chevet_app;
