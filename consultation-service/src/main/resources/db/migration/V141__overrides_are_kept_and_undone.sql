-- What an override displaced comes back when the booking gives its time up, and why it was done stays on record. A move
-- may give a booking another nurse, device kit or room.

-- Each time somebody set the rules aside for a booking. Nobody changes it afterwards.
create table booking_override (
  booking   uuid not null references booking on delete cascade,
  -- Of the booking, by this act.
  version   integer not null,
  at        timestamptz not null,
  by        uuid not null references person,
  reason    text not null,
  starts_at timestamptz not null,
  -- The resident's appointments that had to give way.
  displaced uuid[] not null,
  primary key (booking, version)
);
grant select, insert on booking_override to chevet_app;

-- Whoever gives up time of a resident's and whoever plans an appointment for her take turns. Otherwise one would not yet
-- see the appointment, the other not yet the time, and part of what is planned would stay free. The lock that moves take.
create function take_turns_over(p_resident uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(p_resident::text, 0))
$$;

-- Clears out the holds that have expired and stand in the way of these times; whether there were any. In order of id, so
-- that two who clear the same holds do not wait crosswise.
create or replace function clear_expired_holds(
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
    perform take_turns_over(late.resident);
    update booking set state = 'expired', ended_at = held_until where id = late.id;
    perform release(late);
    perform seat_appointments_after(late);
    cleared := true;
  end loop;
  return cleared;
end
$$;

-- Plans again what a booking displaced and does not overlap any more, p_still being the time it has now. Where somebody
-- else has part of that time by now, both stand and it is told.
create function plan_again(b booking, p_still tstzrange, p_by text, p_role text, p_now timestamptz) returns void
language plpgsql as $$
declare
  again appointment;
begin
  for again in
    update appointment a set state = 'planned', displaced_by = null
    where a.resident = b.resident and a.state = 'displaced' and a.displaced_by = b.id and a.ends_at > p_now
      and not tstzrange(a.starts_at, a.ends_at) && p_still
    returning a.*
  loop
    perform seat(again);
    insert into audit_entry (who, role, what, subject_kind, subject, resident)
    values (p_by, p_role, 'appointment.planned-again', 'appointment', again.id, again.resident);
    perform tell_of_conflict(o, again, p_by, p_now, p_role)
    from booking o
    where o.resident = again.resident and (o.state = 'booked' or o.state = 'held' and o.held_until > p_now)
      and o.starts_at < again.ends_at and o.ends_at > again.starts_at;
  end loop;
end
$$;

drop function reserve_for_booking(booking, tstzrange, integer, tstzrange, timestamptz);

-- Puts a booking's rows of reservation in place, after what stands in the way and may be displaced has been. A booking
-- that keeps its time displaces nothing more, whyever it got that time.
create function reserve_for_booking(
  b booking, p_takes tstzrange, p_daily_cap integer, p_day tstzrange, p_now timestamptz, p_by uuid default null,
  p_new_time boolean default true) returns void
language plpgsql as $$
declare
  resources uuid[] := array[b.physician, b.resident, b.nurse];
  kinds text[] := array['physician', 'resident', 'nurse'];
  starts timestamptz[] := array[lower(p_takes), b.starts_at, b.starts_at];
  ends timestamptz[] := array[upper(p_takes), b.ends_at, b.ends_at];
  clashes text[];
  displaced uuid[];
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
  if b.override_reason is not null and p_new_time then
    perform take_turns_over(b.resident);
    with gone as (
      update appointment a set state = 'displaced', displaced_by = b.id
      where a.resident = b.resident and a.state = 'planned' and a.starts_at < b.ends_at and a.ends_at > b.starts_at
      returning a.id)
    select coalesce(array_agg(id), '{}') into displaced from gone;
    delete from reservation r where r.resource = b.resident and r.appointment = any(displaced);
    insert into booking_override (booking, version, at, by, reason, starts_at, displaced)
    values (b.id, b.version, p_now, coalesce(p_by, b.made_by), b.override_reason, b.starts_at, displaced);
  end if;
  clashes := reserve(b.id, null, resources, kinds, starts, ends, b.held_until, p_now);
  if cardinality(clashes) > 0 then
    perform refuse('resource_taken', clashes);
  end if;
  -- What has given way may have covered another of her appointments, which stands.
  if cardinality(displaced) > 0 then
    perform seat(o) from appointment o
    where o.resident = b.resident and o.state = 'planned' and exists (
      select from appointment d
      where d.id = any(displaced) and d.starts_at < o.ends_at and d.ends_at > o.starts_at);
  end if;
end
$$;

create or replace function cancel_booking(p_booking uuid, p_reason text, p_by uuid, p_role text, p_now timestamptz)
returns booking language plpgsql as $$
declare
  b booking;
begin
  perform take_turns_over(resident) from booking where id = p_booking;
  update booking
  set state = 'cancelled', version = version + 1, ended_by = p_by, ended_at = p_now, end_reason = p_reason
  where id = p_booking and state in ('held', 'booked')
  returning * into b;
  if not found then
    perform refuse('booking_over');
  end if;
  perform release(b);
  perform seat_appointments_after(b);
  perform plan_again(b, 'empty', p_by::text, p_role, p_now);
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
  told booking;
  new_time boolean;
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
  if (b.nurse, b.device_kit, b.room) is distinct from (earlier.nurse, earlier.device_kit, earlier.room) then
    -- What was booked before may be retired by now, and stays.
    perform 1 from nurse_care_home n
    where n.nurse = b.nurse and n.care_home = earlier.care_home
      and (b.device_kit is null or b.device_kit is not distinct from earlier.device_kit
        or exists (select from device_kit k where k.id = b.device_kit and k.care_home = n.care_home and not k.retired))
      and (b.room is null or b.room is not distinct from earlier.room
        or exists (select from care_room c where c.id = b.room and c.care_home = n.care_home and not c.retired));
    if not found then
      perform refuse('not_of_this_care_home');
    end if;
  end if;
  new_time := (b.physician, b.starts_at, b.ends_at) is distinct from (earlier.physician, earlier.starts_at, earlier.ends_at);
  update booking
  set physician = b.physician, specialty = b.specialty, starts_at = b.starts_at, ends_at = b.ends_at,
    nurse = b.nurse, device_kit = b.device_kit, room = b.room,
    override_reason = b.override_reason, version = version + 1
  where id = b.id
  returning * into moved;
  -- Only its own rows that stand in the way go first: the old time is not given up before the new one is certain.
  perform release(earlier, p_takes);
  perform reserve_for_booking(moved, p_takes, p_daily_cap, p_day, p_now, p_by, new_time);
  delete from reservation r
  where r.resource in (earlier.physician, earlier.resident, earlier.nurse, earlier.device_kit, earlier.room)
    and r.booking = b.id and not r.during && p_takes;
  perform seat_appointments_after(earlier);
  perform plan_again(moved, tstzrange(moved.starts_at, moved.ends_at), p_by::text, p_role, p_now);
  -- Only a new time is another override.
  told := moved;
  told.override_reason := case when new_time then moved.override_reason end;
  perform tell_of_booking(told, 'moved', p_by, p_role, p_now);
  return moved;
end
$$;

-- Calls an appointment off, planned or displaced, and frees its time for what else the resident has then. Answers nothing
-- when it was over before.
create function cancel_appointment(p_appointment uuid, p_by text, p_role text) returns setof appointment
language plpgsql as $$
declare
  a appointment;
begin
  perform take_turns_over(resident) from appointment where id = p_appointment;
  update appointment set state = 'cancelled' where id = p_appointment and state in ('planned', 'displaced')
  returning * into a;
  if not found then
    return;
  end if;
  delete from reservation r where r.resource = a.resident and r.appointment = a.id;
  perform seat(o) from appointment o
  where o.resident = a.resident and o.state = 'planned' and o.starts_at < a.ends_at and o.ends_at > a.starts_at;
  insert into audit_entry (who, role, what, subject_kind, subject, resident)
  values (p_by, p_role, 'appointment.cancelled', 'appointment', a.id, a.resident);
  return next a;
end
$$;

-- What a hospital has planned for a resident from now on, in place of what it had planned: what it no longer names is
-- cancelled, what it names at another time is moved, what an override displaced and stands as it stood stays displaced.
-- Each booking that one of the new times overlaps is told to the feed and the trail; neither gives way to the other.
-- Answers how many there are.
create or replace function plan_hospital_appointments(
  p_resident uuid, p_hospital uuid, p_ids uuid[], p_references text[], p_kinds text[], p_starts timestamptz[],
  p_ends timestamptz[], p_by text, p_now timestamptz) returns integer
language plpgsql as $$
declare
  planned appointment;
  b booking;
  conflicts integer := 0;
begin
  perform take_turns_over(p_resident);
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
  -- What has been cancelled or moved may have covered another appointment of hers.
  perform seat(o) from appointment o
  where o.resident = p_resident and o.state = 'planned' and o.ends_at > p_now;
  return conflicts;
end
$$;
