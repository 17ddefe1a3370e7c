-- A daily cap cannot be passed by a hold that is confirmed at the moment it runs out, and the time of an appointment is
-- taken however many rivals take parts of it one after the other.

-- Puts a booking's rows of reservation in place, after what stands in the way and may be displaced has been. A booking
-- that keeps its time displaces nothing more, whyever it got that time.
create or replace function reserve_for_booking(
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
    -- A hold that has run out counts no more; and neither may its confirmation, sent in time and still on its way, be let
    -- in beside this booking: it finds the hold expired now, or is waited for and counts.
    perform clear_expired_holds(array[b.physician], array[lower(p_day)], array[upper(p_day)], p_now);
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

-- Takes what nobody else has of a planned appointment's time. Asked again, it takes what has become free since.
create or replace function seat(a appointment) returns void
language plpgsql as $$
declare
  free tstzmultirange;
begin
  -- Again when a rival has just taken part of it: the rest is still the appointment's.
  for attempt in 1..20 loop
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
