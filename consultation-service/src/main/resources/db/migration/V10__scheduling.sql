-- Who can be booked when, and what is booked. The exclusion constraint of reservation is what keeps every resource from
-- being promised twice; nothing in the service looks before it inserts.

create extension if not exists btree_gist;

-- When a physician can be booked in a specialty. Patterns and departures are written in the physician's own zone; they
-- are always read and written whole, and version tells a booking whether it was judged by what stands here.
create table availability (
  physician             uuid not null references person,
  specialty             text not null,
  length_minutes        smallint not null check (length_minutes between 5 and 240),
  buffer_before_minutes smallint not null check (buffer_before_minutes between 0 and 120),
  buffer_after_minutes  smallint not null check (buffer_after_minutes between 0 and 120),
  lead_minutes          integer not null check (lead_minutes between 0 and 86400),
  daily_cap             smallint not null check (daily_cap between 0 and 200),
  holidays              text not null,
  patterns              jsonb not null,
  departures            jsonb not null,
  version               integer not null default 1,
  primary key (physician, specialty)
);
create index availability_of_specialty on availability (specialty, physician);

create table physician_language (
  physician uuid not null references person,
  language  text not null check (language ~ '^[a-z]{2,3}$'),
  primary key (physician, language)
);

-- The territories a physician answers for; a physician without any answers for all.
create table physician_territory (
  physician uuid not null references person,
  territory uuid not null references territory,
  primary key (physician, territory)
);

create table device_kit (
  id        uuid primary key,
  care_home uuid not null references care_home,
  name      text not null,
  unique (care_home, name)
);

create table care_room (
  id        uuid primary key,
  care_home uuid not null references care_home,
  name      text not null,
  unique (care_home, name)
);

-- A consultation's place in everybody's time. A hold that has passed its held_until counts for nothing, whether or not
-- its rows are still here.
create table booking (
  id           uuid primary key,
  state        text not null check (state in ('held', 'booked', 'cancelled', 'expired')),
  specialty    text not null,
  urgency      text not null,
  physician    uuid not null references person,
  nurse        uuid not null references person,
  resident     uuid not null references resident,
  care_home    uuid not null references care_home,
  device_kit   uuid references device_kit,
  room         uuid references care_room,
  consultation uuid references consultation,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null check (ends_at > starts_at),
  held_until   timestamptz check ((state = 'held') <= (held_until is not null)),
  version      integer not null default 1,
  made_by      uuid not null references person,
  made_at      timestamptz not null,
  -- Why the rules were set aside, when they were.
  override_reason text,
  ended_by     uuid references person,
  ended_at     timestamptz,
  end_reason   text
);
create index booking_of_resident on booking (resident, starts_at);

-- What else occupies a resident: physiotherapy, dialysis. An override displaces it; it never overlaps a booking.
create table appointment (
  id           uuid primary key,
  resident     uuid not null references resident,
  kind         text not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null check (ends_at > starts_at),
  state        text not null check (state in ('planned', 'cancelled', 'displaced')),
  entered_by   text not null,
  entered_at   timestamptz not null,
  displaced_by uuid references booking
);
create index appointment_of_resident on appointment (resident, starts_at);

-- One row: this resource is taken during this time. The physician's row includes the buffers around the consultation.
create table reservation (
  resource    uuid not null,
  kind        text not null check (kind in ('physician', 'nurse', 'resident', 'device-kit', 'room')),
  during      tstzrange not null check (not isempty(during)),
  held_until  timestamptz,
  booking     uuid references booking,
  appointment uuid references appointment,
  check (num_nonnulls(booking, appointment) = 1),
  constraint one_promise_at_a_time exclude using gist (resource with =, during with &&)
);
-- The free-slots question reads every physician's time of some days in one sweep.
create index physicians_time on reservation (lower(during)) include (resource) where kind = 'physician';

-- Takes time of several resources for one holder, a booking or an appointment; answers the kinds of those that are taken
-- already, and then the caller rolls back.
--
-- "on conflict do nothing" makes rivals for one time wait for each other in turn, where two plain inserts can each wait
-- for the other. Rows go in order of resource, so that two bookings never wait crosswise. Holds that have expired are
-- cleared out only when they stand in the way: the common case pays nothing for them.
create function reserve(
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
    if attempt = 1 then
      with late as (
        update booking b set state = 'expired', ended_at = b.held_until
        where b.state = 'held' and b.held_until <= p_now and b.id in (
          select r.booking from reservation r
          join unnest(p_resources, p_from, p_until) as w(resource, starts, ends)
            on r.resource = w.resource and r.during && tstzrange(w.starts, w.ends)
          where r.held_until <= p_now)
        returning b.*)
      delete from reservation r using late b
      where r.resource in (b.physician, b.resident, b.nurse, b.device_kit, b.room) and r.booking = b.id;
      exit when not found;
    end if;
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

-- Refuses: whatever the statement wrote is rolled back, and the service turns the code into a problem.
create function refuse(p_code text, p_arguments text[] default '{}') returns void
language plpgsql as $$
begin
  raise exception '%', p_code using errcode = 'CV409', detail = array_to_string(p_arguments, ',');
end
$$;

-- Puts a booking's rows of reservation in place, after what stands in the way and may be displaced has been.
create function reserve_for_booking(
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
      delete from reservation r
      where r.resource = b.resident and r.during && tstzrange(b.starts_at, b.ends_at) and r.appointment is not null
      returning r.appointment)
    update appointment set state = 'displaced', displaced_by = b.id
    where id in (select appointment from displaced);
  end if;
  clashes := reserve(b.id, null, resources, kinds, starts, ends, b.held_until, p_now);
  if cardinality(clashes) > 0 then
    perform refuse('resource_taken', clashes);
  end if;
end
$$;

-- Tells the feed and the audit trail of a booking, in the transaction that changed it. Readers of the feed are woken by
-- the service afterwards: a notification inside would make all bookings commit one after the other.
create function tell_of_booking(b booking, p_verb text, p_by uuid, p_by_role text, p_now timestamptz) returns void
language sql as $$
  insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
  values (
    case when b.version = 1 then pg_current_xact_id()
      else greatest(pg_current_xact_id(), (select max(order_xid) from feed_event where subject = b.id)) end,
    'booking.' || p_verb, p_now, 'booking', b.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', b.id, 'state', b.state, 'version', b.version, 'specialty', b.specialty, 'urgency', b.urgency,
      'physician', b.physician, 'nurse', b.nurse, 'resident', b.resident, 'careHome', b.care_home,
      'deviceKit', b.device_kit, 'room', b.room, 'consultation', b.consultation,
      'start', b.starts_at, 'end', b.ends_at, 'heldUntil', b.held_until)));
  insert into audit_entry (who, role, what, subject_kind, subject, resident, because)
  select p_by::text, p_by_role, what, 'booking', b.id, b.resident, b.consultation
  from unnest(array['booking.' || p_verb]
    || case when b.override_reason is not null and p_verb in ('made', 'held', 'moved')
         then array['booking.overridden'] end) as acts(what);
$$;

-- One booking or hold, with its idempotency key and the answer to give again, in one statement: everything or nothing.
-- answered is the stored answer when the key has been used by the same request before.
create function make_booking(
  b booking, p_role text, p_key uuid, p_request_sha256 bytea, p_location text, p_body text, p_availability_version integer,
  p_takes tstzrange, p_daily_cap integer, p_day tstzrange) returns text
language plpgsql as $$
declare
  before record;
begin
  insert into idempotency_key (person, key, request_sha256, status, location, body)
  values (b.made_by, p_key, p_request_sha256, 201, p_location, p_body)
  on conflict do nothing;
  if not found then
    select request_sha256, body into before from idempotency_key where person = b.made_by and key = p_key;
    if before.request_sha256 is distinct from p_request_sha256 then
      perform refuse('idempotency_key_reused');
    end if;
    return before.body;
  end if;
  perform 1
  from availability a
  join resident r on r.id = b.resident and r.care_home = b.care_home
  join nurse_care_home n on n.nurse = b.nurse and n.care_home = b.care_home
  where a.physician = b.physician and a.specialty = b.specialty and a.version = p_availability_version
    and (b.device_kit is null or exists (select from device_kit k where k.id = b.device_kit and k.care_home = b.care_home))
    and (b.room is null or exists (select from care_room c where c.id = b.room and c.care_home = b.care_home))
    and (b.consultation is null
      or exists (select from consultation c where c.id = b.consultation and c.resident = b.resident));
  if not found then
    perform refuse('facts_changed');
  end if;
  insert into booking values (b.*);
  perform reserve_for_booking(b, p_takes, p_daily_cap, p_day, b.made_at);
  perform tell_of_booking(b, case b.state when 'held' then 'held' else 'made' end, b.made_by, p_role, b.made_at);
  return null;
end
$$;

-- Takes away a booking's rows of reservation: those that overlap a time, or all when no time is given.
create function release(b booking, p_overlapping tstzrange default tstzrange(null, null)) returns void
language sql as $$
  delete from reservation r
  where r.resource in (b.physician, b.resident, b.nurse, b.device_kit, b.room) and r.booking = b.id
    and r.during && p_overlapping
$$;

-- Makes a hold firm.
create function confirm_booking(p_booking uuid, p_consultation uuid, p_by uuid, p_role text, p_now timestamptz)
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
  if p_consultation is not null
    and not exists (select from consultation c where c.id = p_consultation and c.resident = b.resident) then
    perform refuse('consultation_of_another');
  end if;
  update reservation set held_until = null
  where resource in (b.physician, b.resident, b.nurse, b.device_kit, b.room) and booking = b.id;
  perform tell_of_booking(b, 'made', p_by, p_role, p_now);
  return b;
end
$$;

-- Puts a booking at another time, with another physician if need be; b is the booking as it is to become.
create function move_booking(
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
  update booking
  set physician = b.physician, specialty = b.specialty, starts_at = b.starts_at, ends_at = b.ends_at,
    override_reason = b.override_reason, version = version + 1
  where id = b.id and version = b.version and (state = 'booked' or state = 'held' and held_until > p_now)
  returning * into moved;
  if not found then
    perform refuse('changed_meanwhile');
  end if;
  perform 1 from availability
  where physician = b.physician and specialty = b.specialty and version = p_availability_version;
  if not found then
    perform refuse('facts_changed');
  end if;
  -- Only its own rows that stand in the way go first: the old time is not given up before the new one is certain.
  perform release(earlier, p_takes);
  perform reserve_for_booking(moved, p_takes, p_daily_cap, p_day, p_now);
  delete from reservation r
  where r.resource in (earlier.physician, earlier.resident, earlier.nurse, earlier.device_kit, earlier.room)
    and r.booking = b.id and not r.during && p_takes;
  perform tell_of_booking(moved, 'moved', p_by, p_role, p_now);
  return moved;
end
$$;

-- Ends a hold or a booking and frees its time.
create function cancel_booking(p_booking uuid, p_reason text, p_by uuid, p_role text, p_now timestamptz)
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
  perform tell_of_booking(b, 'cancelled', p_by, p_role, p_now);
  return b;
end
$$;

-- Enters what else occupies a resident, unless a booking does already.
create function enter_appointment(
  p_id uuid, p_resident uuid, p_kind text, p_starts timestamptz, p_ends timestamptz, p_by uuid, p_role text,
  p_now timestamptz) returns appointment
language plpgsql as $$
declare
  entered appointment;
begin
  insert into appointment (id, resident, kind, starts_at, ends_at, state, entered_by, entered_at)
  values (p_id, p_resident, p_kind, p_starts, p_ends, 'planned', p_by::text, p_now)
  returning * into entered;
  if cardinality(reserve(
      null, p_id, array[p_resident], array['resident'], array[p_starts], array[p_ends], null, p_now)) > 0 then
    perform refuse('resource_taken', array['resident']);
  end if;
  insert into audit_entry (who, role, what, subject_kind, subject, resident)
  values (p_by::text, p_role, 'appointment.entered', 'appointment', p_id, p_resident);
  return entered;
end
$$;

grant select, insert, update on availability, booking, appointment to chevet_app;
grant select, insert, delete, update (held_until) on reservation to chevet_app;
grant select, insert, update, delete on physician_language, physician_territory, device_kit, care_room to chevet_app;
