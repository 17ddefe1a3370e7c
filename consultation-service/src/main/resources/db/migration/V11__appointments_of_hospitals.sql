-- Appointments that a hospital gives a resident, beside those her care home enters. A hospital does not ask us for the
-- time: where a booking has it already, both stand, and what is left of the appointment's time is taken.

alter table appointment
  add column hospital uuid references hospital,
  -- What the hospital calls it.
  add column reference text,
  add constraint appointment_of_hospital check ((hospital is null) = (reference is null)),
  add constraint appointment_known_once unique (resident, hospital, reference);

-- Takes what nobody else has of a planned appointment's time. Asked again, it takes what has become free since.
create function seat(a appointment) returns void
language plpgsql as $$
declare
  free tstzmultirange;
begin
  -- Again when a rival has just taken part of it: the rest is still the appointment's.
  for attempt in 1..3 loop
    select tstzmultirange(tstzrange(a.starts_at, a.ends_at)) - coalesce(range_agg(r.during), '{}') into free
    from reservation r
    where r.resource = a.resident and r.during && tstzrange(a.starts_at, a.ends_at);
    exit when isempty(free);
    insert into reservation (resource, kind, during, appointment)
    select a.resident, 'resident', piece, a.id from unnest(free) as piece
    on conflict do nothing;
  end loop;
end
$$;

-- Takes for the resident's planned appointments what a booking no longer has of her time.
create function seat_appointments_after(b booking) returns void
language sql as $$
  select seat(a) from appointment a
  where a.resident = b.resident and a.state = 'planned' and a.starts_at < b.ends_at and a.ends_at > b.starts_at
$$;

-- Clears out the holds that have expired and stand in the way of these times; whether there were any. In order of id, so
-- that two who clear the same holds do not wait crosswise.
create function clear_expired_holds(
  p_resources uuid[], p_from timestamptz[], p_until timestamptz[], p_now timestamptz) returns boolean
language plpgsql as $$
declare
  late booking;
  cleared boolean := false;
begin
  for late in
    select b.* from booking b
    where b.state = 'held' and b.held_until <= p_now and b.id in (
      select r.booking from reservation r
      join unnest(p_resources, p_from, p_until) as w(resource, starts, ends)
        on r.resource = w.resource and r.during && tstzrange(w.starts, w.ends)
      where r.held_until <= p_now)
    order by b.id
    for update of b
  loop
    update booking set state = 'expired', ended_at = held_until where id = late.id;
    perform release(late);
    perform seat_appointments_after(late);
    cleared := true;
  end loop;
  return cleared;
end
$$;

create or replace function reserve(
  p_booking uuid, p_appointment uuid, p_resources uuid[], p_kinds text[], p_from timestamptz[], p_until timestamptz[],
  p_held_until timestamptz, p_now timestamptz) returns text[]
language plpgsql as $$
declare
  taken_here integer := 0;
  taken_now integer;
begin
  for attempt in 1..2 loop
    insert into reservation (resource, kind, during, held_until, booking, appointment)
    select w.resource, w.kind, tstzrange(w.starts, w.ends), p_held_until, p_booking, p_appointment
    from unnest(p_resources, p_kinds, p_from, p_until) as w(resource, kind, starts, ends)
    order by w.resource
    on conflict do nothing;
    get diagnostics taken_now = row_count;
    taken_here := taken_here + taken_now;
    if taken_here = cardinality(p_resources) then
      return '{}';
    end if;
    exit when attempt = 2 or not clear_expired_holds(p_resources, p_from, p_until, p_now);
  end loop;
  return array(
    select w.kind
    from unnest(p_resources, p_kinds, p_from, p_until) as w(resource, kind, starts, ends)
    where not exists (
      select from reservation r
      where r.resource = w.resource and r.during && tstzrange(w.starts, w.ends)
        and coalesce(r.booking, r.appointment) = coalesce(p_booking, p_appointment))
    order by array_position(array['physician', 'resident', 'nurse', 'device-kit', 'room'], w.kind));
end
$$;

create or replace function reserve_for_booking(
  b booking, p_takes tstzrange, p_daily_cap integer, p_day tstzrange, p_now timestamptz) returns void
language plpgsql as $$
declare
  resources uuid[] := array[b.physician, b.resident, b.nurse];
  kinds text[] := array['physician', 'resident', 'nurse'];
  starts timestamptz[] := array[lower(p_takes), b.starts_at, b.starts_at];
  ends timestamptz[] := array[upper(p_takes), b.ends_at, b.ends_at];
  clashes text[];
begin
  if b.device_kit is not null then
    resources := resources || b.device_kit; kinds := kinds || 'device-kit'::text;
    starts := starts || b.starts_at; ends := ends || b.ends_at;
  end if;
  if b.room is not null then
    resources := resources || b.room; kinds := kinds || 'room'::text;
    starts := starts || b.starts_at; ends := ends || b.ends_at;
  end if;
  if p_daily_cap > 0 then
    -- Bookings of one physician take turns, so that the count below cannot miss one being made at this moment.
    perform pg_advisory_xact_lock(hashtextextended(b.physician::text, 0));
    perform 1 from reservation r
    where r.resource = b.physician and r.kind = 'physician' and r.during && p_day and lower(r.during) <@ p_day
      and r.booking is distinct from b.id and (r.held_until is null or r.held_until > p_now)
    having count(*) >= p_daily_cap;
    if found then
      perform refuse('daily_cap_reached');
    end if;
  end if;
  if b.override_reason is not null then
    with displaced as (
      update appointment a set state = 'displaced', displaced_by = b.id
      where a.resident = b.resident and a.state = 'planned' and a.starts_at < b.ends_at and a.ends_at > b.starts_at
      returning a.id)
    delete from reservation r using displaced d
    where r.resource = b.resident and r.appointment = d.id;
  end if;
  clashes := reserve(b.id, null, resources, kinds, starts, ends, b.held_until, p_now);
  if cardinality(clashes) > 0 then
    perform refuse('resource_taken', clashes);
  end if;
end
$$;

create or replace function cancel_booking(p_booking uuid, p_reason text, p_by uuid, p_role text, p_now timestamptz)
returns booking language plpgsql as $$
declare
  b booking;
begin
  update booking
  set state = 'cancelled', version = version + 1, ended_by = p_by, ended_at = p_now, end_reason = p_reason
  where id = p_booking and state in ('held', 'booked')
  returning * into b;
  if not found then
    perform refuse('booking_over');
  end if;
  perform release(b);
  perform seat_appointments_after(b);
  perform tell_of_booking(b, 'cancelled', p_by, p_role, p_now);
  return b;
end
$$;

create or replace function move_booking(
  b booking, p_availability_version integer, p_takes tstzrange, p_daily_cap integer, p_day tstzrange,
  p_by uuid, p_role text, p_now timestamptz) returns booking
language plpgsql as $$
declare
  earlier booking;
  moved booking;
begin
  -- Moves that share a resource take turns: each both leaves and takes a time, so that two could wait crosswise.
  perform pg_advisory_xact_lock(hashtextextended(resource::text, 0))
  from (select resource from unnest(array[b.physician, b.resident, b.nurse, b.device_kit, b.room]) as u(resource)
        where resource is not null order by resource) as resources;
  select * into earlier from booking where id = b.id for update;
  if earlier.state in ('cancelled', 'expired') then
    perform refuse('booking_over');
  elsif earlier.state = 'held' and earlier.held_until <= p_now then
    perform refuse('hold_expired');
  elsif earlier.version <> b.version then
    perform refuse('changed_meanwhile');
  end if;
  perform 1 from availability
  where physician = b.physician and specialty = b.specialty and version = p_availability_version;
  if not found then
    perform refuse('facts_changed');
  end if;
  update booking
  set physician = b.physician, specialty = b.specialty, starts_at = b.starts_at, ends_at = b.ends_at,
    override_reason = b.override_reason, version = version + 1
  where id = b.id
  returning * into moved;
  -- Only its own rows that stand in the way go first: the old time is not given up before the new one is certain.
  perform release(earlier, p_takes);
  perform reserve_for_booking(moved, p_takes, p_daily_cap, p_day, p_now);
  delete from reservation r
  where r.resource in (earlier.physician, earlier.resident, earlier.nurse, earlier.device_kit, earlier.room)
    and r.booking = b.id and not r.during && p_takes;
  perform seat_appointments_after(earlier);
  perform tell_of_booking(moved, 'moved', p_by, p_role, p_now);
  return moved;
end
$$;

-- What a hospital has planned for a resident from now on, in place of what it had planned: what it no longer names is
-- cancelled, what it names at another time is moved, what an override displaced and stands as it stood stays displaced.
-- Each booking that one of the new times overlaps is told to the feed and the trail; neither gives way to the other.
-- Answers how many there are.
create function plan_hospital_appointments(
  p_resident uuid, p_hospital uuid, p_ids uuid[], p_references text[], p_kinds text[], p_starts timestamptz[],
  p_ends timestamptz[], p_by text, p_now timestamptz) returns integer
language plpgsql as $$
declare
  planned appointment;
  b booking;
  conflicts integer := 0;
begin
  -- Two pushes of one hospital about one resident take turns.
  perform pg_advisory_xact_lock(hashtextextended(p_resident::text || p_hospital::text, 0));
  with over as (
    update appointment a set state = 'cancelled'
    where a.resident = p_resident and a.hospital = p_hospital and a.state <> 'cancelled' and a.ends_at > p_now
      and a.reference <> all (p_references)
    returning a.*)
  delete from reservation r using over o where r.resource = o.resident and r.appointment = o.id;
  for planned in
    insert into appointment as a
      (id, resident, kind, starts_at, ends_at, state, entered_by, entered_at, hospital, reference)
    select w.id, p_resident, w.kind, w.starts, w.ends, 'planned', p_by, p_now, p_hospital, w.reference
    from unnest(p_ids, p_references, p_kinds, p_starts, p_ends) as w(id, reference, kind, starts, ends)
    order by w.starts
    on conflict on constraint appointment_known_once do update
    set kind = excluded.kind, starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = 'planned',
      entered_by = excluded.entered_by, entered_at = excluded.entered_at, displaced_by = null
    where (a.kind, a.starts_at, a.ends_at) is distinct from (excluded.kind, excluded.starts_at, excluded.ends_at)
      or a.state = 'cancelled'
    returning a.*
  loop
    delete from reservation r where r.resource = planned.resident and r.appointment = planned.id;
    perform seat(planned);
    insert into audit_entry (who, role, what, subject_kind, subject, resident)
    values (p_by, 'machine', 'appointment.entered', 'appointment', planned.id, p_resident);
    for b in
      select o.* from booking o
      where o.resident = p_resident and (o.state = 'booked' or o.state = 'held' and o.held_until > p_now)
        and o.starts_at < planned.ends_at and o.ends_at > planned.starts_at
    loop
      perform tell_of_conflict(b, planned, p_by, p_now);
      conflicts := conflicts + 1;
    end loop;
  end loop;
  return conflicts;
end
$$;

create function tell_of_conflict(b booking, a appointment, p_by text, p_now timestamptz) returns void
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
  values (p_by, 'machine', 'booking.conflicted', 'booking', b.id, b.resident, b.consultation);
$$;
