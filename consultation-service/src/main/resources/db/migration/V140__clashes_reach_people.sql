-- A clash of an appointment with a booking is told to the people who can end it.

drop function tell_of_conflict(booking, appointment, text, timestamptz);

create function tell_of_conflict(b booking, a appointment, p_by text, p_now timestamptz, p_role text default 'machine')
returns void
language sql as $$
  insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
  values (
    greatest(pg_current_xact_id(), (select max(order_xid) from feed_event where subject = b.id)),
    'booking.conflicted', p_now, 'booking', b.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', b.id, 'state', b.state, 'version', b.version, 'specialty', b.specialty, 'urgency', b.urgency,
      'physician', b.physician, 'nurse', b.nurse, 'resident', b.resident, 'careHome', b.care_home,
      'deviceKit', b.device_kit, 'room', b.room, 'consultation', b.consultation,
      'start', b.starts_at, 'end', b.ends_at, 'heldUntil', b.held_until,
      'conflict', jsonb_build_object('appointment', a.id, 'kind', a.kind, 'start', a.starts_at, 'end', a.ends_at))));
  insert into audit_entry (who, role, what, subject_kind, subject, resident, because)
  values (p_by, p_role, 'booking.conflicted', 'booking', b.id, b.resident, b.consultation);
$$;

-- Tells of a clash, if by now it still is one: to the nurses of the care home and to the physician, in one row. A hold is
-- nobody's business; what it clashes with is told when it is made firm. The same clash is told once.
create function tell_of_clash(p_xid xid8, p_position bigint) returns void language sql as $$
  insert into notification (kind, about, at, consultation, booking, care_home, physician, starts_at)
  select 'booking-conflicted', concat_ws('/', b.id, a.id, extract(epoch from a.starts_at)::bigint,
      extract(epoch from b.starts_at)::bigint),
    e.occurred_at, b.consultation, b.id, b.care_home, b.physician, b.starts_at
  from feed_event e
  join booking b on b.id = e.subject and b.state = 'booked'
  join appointment a on a.id = as_uuid(e.snapshot #>> '{conflict,appointment}') and a.state = 'planned'
    and a.starts_at < b.ends_at and a.ends_at > b.starts_at
  where e.order_xid = p_xid and e.position = p_position
  on conflict do nothing
$$;

-- Makes a hold firm, and tells of what has come in its way since it was made.
create or replace function confirm_booking(
  p_booking uuid, p_consultation uuid, p_by uuid, p_role text, p_now timestamptz)
returns booking language plpgsql as $$
declare
  b booking;
begin
  update booking
  set state = 'booked', held_until = null, version = version + 1, consultation = coalesce(p_consultation, consultation)
  where id = p_booking and state = 'held' and held_until > p_now
  returning * into b;
  if not found then
    select * into b from booking where id = p_booking;
    perform refuse(case when b.state in ('held', 'expired') then 'hold_expired' else 'booking_not_held' end);
  end if;
  if p_consultation is not null and not exists (
    select from consultation c
    where c.id = p_consultation and c.resident = b.resident and c.specialty = b.specialty) then
    perform refuse('consultation_of_another');
  end if;
  update reservation set held_until = null
  where resource in (b.physician, b.resident, b.nurse, b.device_kit, b.room) and booking = b.id;
  perform tell_of_booking(b, 'made', p_by, p_role, p_now);
  perform tell_of_conflict(b, a, p_by::text, p_now, p_role)
  from appointment a
  where a.resident = b.resident and a.state = 'planned' and a.starts_at < b.ends_at and a.ends_at > b.starts_at;
  return b;
end
$$;

-- As before, of the words about a booking alone: what else is told of it is no reminder.
create or replace function words_of(p_booking uuid, p_leads_minutes integer[], p_mail boolean)
returns table (
  id uuid, channel text, kind text, recipient text, due timestamptz, state text, attempts integer, last_error text,
  sent_at timestamptz)
language sql stable as $$
  with b as (
    select one as whole, one.* from booking one
    where one.id = p_booking and one.held_until is null and one.state in ('booked', 'cancelled')),
  told as (
    select n.*, substr(n.kind, length('booking-') + 1) as word
    from notification n
    where n.booking = p_booking
      and n.kind in ('booking-made', 'booking-moved', 'booking-cancelled', 'booking-reminder')),
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
