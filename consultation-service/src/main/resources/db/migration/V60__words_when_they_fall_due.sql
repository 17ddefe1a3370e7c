-- A booking writes nothing ahead of its time. What is told to a whole care home is one row, whoever works there; what is
-- to be said later is found by time when it falls due.

-- Without a person: told to the nurses of the care home and to the physician it names.
alter table notification
  alter column person drop not null,
  drop constraint told_once,
  add constraint told_once unique nulls not distinct (person, kind, about);
create index notification_of_care_home on notification (care_home, position desc) where person is null;
create index notification_of_physician on notification (physician, position desc) where person is null;
create index notification_of_booking on notification (booking) where booking is not null;

create table notification_reading (
  notification uuid not null references notification on delete cascade,
  person       uuid not null references person,
  read_at      timestamptz not null,
  primary key (notification, person)
);
insert into notification_reading select id, person, read_at from notification where read_at is not null;
drop index notification_unread;
alter table notification drop column read_at;

-- Who begins to work at a care home is not told what was told there before.
create function last_told() returns bigint language sql stable as $$
  select coalesce(max(position), 0) from notification
$$;
alter table nurse_care_home add column told_after bigint not null default last_told();

-- What a person was told after a position: of each way she was told by, the newest so many, or all.
create function told_to(p_person uuid, p_after bigint, p_most integer) returns setof notification
language sql stable as $$
  (select * from notification n
   where n.person = p_person and n.position > p_after
   order by n.position desc limit p_most)
  union all
  (select * from notification n
   where n.person is null and n.physician = p_person and n.position > p_after
   order by n.position desc limit p_most)
  union all
  select n.* from nurse_care_home c
  cross join lateral (
    select * from notification n
    where n.person is null and n.care_home = c.care_home and n.position > greatest(p_after, c.told_after)
    order by n.position desc limit p_most) n
  where c.nurse = p_person
$$;

create function is_told_to(n notification, p_person uuid) returns boolean language sql stable as $$
  select n.person = p_person or n.person is null and (n.physician = p_person or exists (
    select from nurse_care_home c
    where c.nurse = p_person and c.care_home = n.care_home and n.position > c.told_after))
$$;

-- A nudge names a person or a care home. Once a statement: PostgreSQL sends what is said twice in a transaction once.
drop trigger notification_nudges on notification;
drop function nudge_reader();
create function nudge_readers() returns trigger language plpgsql as $$
begin
  perform pg_notify('chevet_people', 'notification:' || reader)
  from (
    select coalesce(person, care_home) as reader from told
    union select physician from told where person is null) as readers
  where reader is not null;
  return null;
end
$$;
create trigger notification_nudges after insert on notification
  referencing new table as told for each statement execute function nudge_readers();

-- What is left of reminder are the mails.
drop function plan_reminders(uuid, text, integer[], boolean);
drop function tell_what_is_due(integer);
drop function concerned_by(booking);
drop index reminder_due;
alter table reminder drop constraint reminded_once;

-- Up to which start everybody has been reminded so long before it.
create table reminder_mark (
  lead_minutes integer primary key check (lead_minutes > 0),
  passed       timestamptz not null
);
insert into reminder_mark
select lead, coalesce(
  (select min(r.starts_at) - interval '1 second' from reminder r
   where r.channel = 'in-app' and r.state = 'planned' and r.lead_minutes = lead and r.starts_at > now()
     and r.due <= now()),
  now() + make_interval(mins => lead))
from unnest(array[1440, 30]) as leads(lead);

delete from reminder where channel = 'in-app' or (state = 'planned' and kind = 'reminder' and due > now());
alter table reminder drop column channel;
alter table reminder add constraint reminded_once unique (booking, person, kind, lead_minutes, revision, starts_at);
create index reminder_due on reminder (next_attempt_at) where state in ('planned', 'retrying');

-- What a word about a booking is known by: the change it tells of, or the start it reminds of and how long before.
create function word_about(p_booking uuid, p_revision integer, p_lead_minutes integer, p_starts timestamptz)
returns text language sql immutable as $$
  select case when p_lead_minutes = 0 then p_booking || '/' || p_revision
    else p_booking || '/' || p_lead_minutes || '/' || extract(epoch from p_starts)::bigint end
$$;

-- The rule of reminders: one is due if its time comes after the booking got its time.
create function is_reminded(b booking, p_lead_minutes integer) returns boolean language sql stable as $$
  select b.state = 'booked' and b.starts_at - make_interval(mins => p_lead_minutes) > coalesce(
    (select e.occurred_at from feed_event e
     where e.subject = b.id and e.type in ('booking.made', 'booking.moved')
     order by e.order_xid desc, e.position desc limit 1),
    b.made_at)
$$;

-- Writes the mails of one word about a booking. Without an address that is said instead.
create function write_mails(
  b booking, p_to uuid[], p_kind text, p_lead_minutes integer, p_due timestamptz) returns void
language sql as $$
  insert into reminder (
    booking, person, kind, lead_minutes, revision, starts_at, due, next_attempt_at, state, last_error)
  select b.id, p.id, p_kind, p_lead_minutes, case when p_lead_minutes = 0 then b.version else 0 end, b.starts_at,
    p_due, p_due, case when p.email is null then 'cancelled' else 'planned' end,
    case when p.email is null then 'no_address' end
  from person p
  where p.id = any(p_to)
  on conflict on constraint reminded_once do update
    set state = excluded.state, last_error = excluded.last_error, due = excluded.due,
      next_attempt_at = excluded.next_attempt_at
    where reminder.state = 'cancelled' and reminder.last_error = 'superseded'
$$;

-- Tells of bookings made, moved and cancelled, from what each is by now. A hold is nobody's business; what has been
-- cancelled meanwhile is told by its own event; made and moved before anybody was told is one piece of news. Mails that
-- are on their way for another time or to somebody it no longer concerns are called off; a physician who was told and
-- has been replaced is told that it is off.
create function tell_of_bookings(p_bookings uuid[], p_verbs text[], p_mail boolean) returns void
language plpgsql as $$
declare
  news record;
begin
  for news in
    with fresh as (
      select distinct on (b.id) b.id, e.verb, e.at
      from unnest(p_bookings, p_verbs) with ordinality as e(booking, verb, at)
      join booking b on b.id = e.booking
      where b.held_until is null and b.state = case e.verb when 'cancelled' then 'cancelled' else 'booked' end
        and not exists (
          select from notification n where n.booking = b.id and n.about = word_about(b.id, b.version, 0, b.starts_at))
      order by b.id, e.at),
    replaced as (
      select f.id, f.at, told.physician, told.starts_at
      from fresh f
      join booking b on b.id = f.id
      cross join lateral (
        select n.physician, n.starts_at from notification n
        where n.booking = f.id and n.person is null and n.kind in ('booking-made', 'booking-moved')
        order by n.position desc limit 1) told
      where f.verb = 'moved' and told.physician <> b.physician),
    said as (
      insert into notification (person, kind, about, at, consultation, booking, care_home, physician, starts_at)
      select w.person, 'booking-' || w.verb, word_about(b.id, b.version, 0, b.starts_at), clock_timestamp(),
        b.consultation, b.id, b.care_home, coalesce(w.person, b.physician), coalesce(w.starts_at, b.starts_at)
      from (
        select id, at, null::uuid as person, null::timestamptz as starts_at, verb from fresh
        union all select id, at, physician, starts_at, 'cancelled' from replaced) as w
      join booking b on b.id = w.id
      order by w.at
      on conflict do nothing)
    select b, f.verb, r.physician as replaced
    from fresh f join booking b on b.id = f.id left join replaced r on r.id = f.id
    where p_mail or f.verb <> 'made'
  loop
    update reminder r set state = 'cancelled', last_error = 'superseded'
    where r.booking = (news.b).id and r.state in ('planned', 'retrying') and (
      (news.b).state = 'cancelled' or r.starts_at <> (news.b).starts_at
      or r.person not in ((news.b).nurse, (news.b).physician));
    if p_mail then
      perform write_mails(
        news.b, array[(news.b).nurse, (news.b).physician], news.verb, 0, clock_timestamp());
      if exists (
        select from reminder r
        where r.booking = (news.b).id and r.person = news.replaced and r.kind in ('made', 'moved')
          and r.state = 'sent') then
        perform write_mails(news.b, array[news.replaced], 'cancelled', 0, clock_timestamp());
      end if;
    end if;
  end loop;
end
$$;

-- Reminds of what starts a lead from now. Only what has come since the last time is looked at, and one window of time at
-- most, so that after a long pause one statement does not do it all. The look back is for bookings whose transaction was
-- still open when the mark passed them. Answers how many bookings people were reminded of.
create function remind(p_lead_minutes integer, p_mail boolean) returns bigint
language plpgsql as $$
declare
  until timestamptz := clock_timestamp() + make_interval(mins => p_lead_minutes);
  since timestamptz;
  due booking;
  reminded bigint := 0;
begin
  update reminder r set state = 'failed', last_error = 'too_late'
  where r.kind = 'reminder' and r.state in ('planned', 'retrying') and r.starts_at <= clock_timestamp();
  insert into reminder_mark values (p_lead_minutes, until) on conflict do nothing;
  select passed into since from reminder_mark
  where lead_minutes = p_lead_minutes and passed < until - interval '1 second'
  for update skip locked;
  if not found then
    return 0;
  end if;
  until := least(until, greatest(since, clock_timestamp()) + interval '6 hours');
  for due in
    with came as (
      select b.*
      -- The physician's time begins up to two hours before the consultation: found by the index that is there.
      from reservation r
      join booking b on b.id = r.booking
      where r.kind = 'physician' and lower(r.during) > since - interval '1 minute 2 hours' and lower(r.during) <= until
        and b.starts_at > greatest(since - interval '1 minute', clock_timestamp()) and b.starts_at <= until
        and is_reminded(b, p_lead_minutes)),
    said as (
      insert into notification (kind, about, at, consultation, booking, care_home, physician, starts_at)
      select 'booking-reminder', word_about(c.id, 0, p_lead_minutes, c.starts_at), clock_timestamp(), c.consultation,
        c.id, c.care_home, c.physician, c.starts_at
      from came c
      order by c.starts_at, c.id
      on conflict do nothing
      returning booking)
    select b.* from said s join booking b on b.id = s.booking
  loop
    reminded := reminded + 1;
    if p_mail then
      perform write_mails(
        due, array[due.nurse, due.physician], 'reminder', p_lead_minutes,
        due.starts_at - make_interval(mins => p_lead_minutes));
    end if;
  end loop;
  update reminder_mark set passed = until where lead_minutes = p_lead_minutes;
  return reminded;
end
$$;

-- All that was, is and will be said of a booking: what has been said from the records, the rest by the rule.
create function words_of(p_booking uuid, p_leads_minutes integer[], p_mail boolean)
returns table (
  id uuid, channel text, kind text, recipient text, due timestamptz, state text, attempts integer, last_error text,
  sent_at timestamptz)
language sql stable as $$
  with b as (
    select one as whole, one.* from booking one
    where one.id = p_booking and one.held_until is null and one.state in ('booked', 'cancelled')),
  told as (
    select n.*, substr(n.kind, length('booking-') + 1) as word from notification n where n.booking = p_booking),
  expected as (
    select e.word, word_about(b.id, b.version, 0, b.starts_at) as about, e.occurred_at as due, false as missed
    from b
    cross join lateral (
      select split_part(e.type, '.', 2) as word, e.occurred_at
      from feed_event e, feed_reader place
      where e.subject = b.id and e.type in ('booking.made', 'booking.moved', 'booking.cancelled')
        and place.name = 'notifications' and (e.order_xid, e.position) > (place.after_xid, place.after_position)
      order by e.order_xid desc, e.position desc limit 1) e
    union all
    select 'reminder', word_about(b.id, 0, lead, b.starts_at), b.starts_at - make_interval(mins => lead),
      b.starts_at <= clock_timestamp()
    from b cross join unnest(p_leads_minutes) as leads(lead)
    where is_reminded(b.whole, lead)),
  open_words as (
    select e.* from expected e where not exists (select from told t where t.about = e.about)),
  words as (
    select o.word, o.about, o.due, false as said, o.missed, b.nurse, b.physician from open_words o cross join b
    union all
    select t.word, t.about, t.at, true, false, b.nurse, t.physician from told t cross join b where t.person is null)
  select t.id, 'in-app', t.word, side.name, t.at, 'sent', 1, null, t.at
  from told t
  cross join lateral (
    select p.display_name as name from person p where p.id = t.person
    union all select h.name from care_home h where t.person is null and h.id = t.care_home
    union all select p.display_name from person p where t.person is null and p.id = t.physician) side
  union all
  select null, 'in-app', o.word, side.name, o.due, case when o.missed then 'failed' else 'planned' end, 0,
    case when o.missed then 'too_late' end, null
  from open_words o
  cross join b
  cross join lateral (
    select h.name from care_home h where h.id = b.care_home
    union all select p.display_name from person p where p.id = b.physician) side
  union all
  select r.id, 'mail', r.kind, p.display_name, r.due, r.state, r.attempts, r.last_error, r.sent_at
  from reminder r join person p on p.id = r.person
  where r.booking = p_booking
  union all
  -- Mails of which there is no record: not yet written, or never to be, because mail was off when it was said.
  select null, 'mail', w.word, p.display_name, w.due,
    case when w.missed then 'failed' when w.said or not p_mail or p.email is null then 'cancelled'
      else 'planned' end, 0,
    case when w.missed then 'too_late' when w.said or not p_mail then 'mail_off'
      when p.email is null then 'no_address' end, null
  from words w
  join person p on p.id in (w.nurse, w.physician)
  where not exists (
    select from reminder r
    where r.booking = p_booking and r.person = p.id
      and word_about(r.booking, r.revision, r.lead_minutes, r.starts_at) = w.about)
$$;

grant select, insert on notification_reading to chevet_app;
grant select, insert, update on reminder_mark to chevet_app;
