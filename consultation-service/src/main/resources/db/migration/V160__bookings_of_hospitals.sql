-- Hospitals book too. What a hospital books is time and no more: nobody is asked anything on the resident's behalf until
-- a nurse of her home has completed it with a consultation, whose question, file and consent are hers to gather.

alter table booking alter column made_by drop not null;

-- Which bookings hospitals made; nobody is in made_by of these.
create table hospital_booking (
  booking  uuid primary key references booking on delete cascade,
  hospital uuid not null references hospital
);
grant select, insert, delete on hospital_booking to chevet_app;

-- One booking or hold of a hospital's, under an id that makes it one however often it is asked for. Time is taken as for
-- anybody: by the rows that the exclusion constraint judges.
create function make_hospital_booking(
  b booking, p_hospital uuid, p_availability_version integer, p_takes tstzrange, p_daily_cap integer, p_day tstzrange)
returns booking language plpgsql as $$
begin
  insert into booking values (b.*) on conflict do nothing;
  if not found then
    perform refuse('changed_meanwhile');
  end if;
  perform 1
  from availability a
  join resident r on r.id = b.resident and r.care_home = b.care_home
  join nurse_care_home n on n.nurse = b.nurse and n.care_home = b.care_home
  join care_home_hospital h on h.hospital = p_hospital and h.care_home = b.care_home
  where a.physician = b.physician and a.specialty = b.specialty and a.version = p_availability_version;
  if not found then
    perform refuse('facts_changed');
  end if;
  insert into hospital_booking values (b.id, p_hospital);
  perform reserve_for_booking(b, p_takes, p_daily_cap, p_day, b.made_at);
  perform tell_of_booking(
    b, case b.state when 'held' then 'held' else 'made-by-hospital' end, p_hospital, 'hospital', b.made_at);
  return b;
end
$$;

-- Makes a hold firm, and tells of what has come in its way since it was made. A booking that a hospital made is completed
-- by a consultation, and is told as made only then.
create or replace function confirm_booking(
  p_booking uuid, p_consultation uuid, p_by uuid, p_role text, p_now timestamptz)
returns booking language plpgsql as $$
declare
  b booking;
begin
  update booking
  set state = 'booked', held_until = null, version = version + 1, consultation = coalesce(p_consultation, consultation)
  where id = p_booking and (
    state = 'held' and held_until > p_now
    or state = 'booked' and consultation is null and p_consultation is not null
      and exists (select from hospital_booking h where h.booking = p_booking))
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
  perform tell_of_booking(b, case p_role when 'hospital' then 'made-by-hospital' else 'made' end, p_by, p_role, p_now);
  perform tell_of_conflict(b, a, p_by::text, p_now, p_role)
  from appointment a
  where a.resident = b.resident and a.state = 'planned' and a.starts_at < b.ends_at and a.ends_at > b.starts_at;
  return b;
end
$$;

-- Ends a hold or a booking and frees its time. A hospital ends what it made, until a nurse has completed it.
create or replace function cancel_booking(p_booking uuid, p_reason text, p_by uuid, p_role text, p_now timestamptz)
returns booking language plpgsql as $$
declare
  b booking;
begin
  perform take_turns_over(resident) from booking where id = p_booking;
  update booking
  set state = 'cancelled', version = version + 1, ended_by = case when p_role <> 'hospital' then p_by end,
    ended_at = p_now, end_reason = p_reason
  where id = p_booking and state in ('held', 'booked') and (p_role <> 'hospital' or consultation is null)
  returning * into b;
  if not found then
    select * into b from booking where id = p_booking;
    perform refuse(case when b.state = 'booked' then 'booking_completed' else 'booking_over' end);
  end if;
  perform release(b);
  perform seat_appointments_after(b);
  perform plan_again(b, 'empty', p_by::text, p_role, p_now);
  perform tell_of_booking(b, 'cancelled', p_by, p_role, p_now);
  return b;
end
$$;

-- Tells the nurses of the care home, and the physician, that a hospital has booked: a nurse has to complete it.
create function tell_of_hospital_booking(p_xid xid8, p_position bigint) returns void language sql as $$
  insert into notification (kind, about, detail, at, consultation, booking, care_home, physician, starts_at)
  select 'booking-by-hospital', b.id::text, h.name, e.occurred_at, null, b.id, b.care_home, b.physician, b.starts_at
  from feed_event e
  join booking b on b.id = e.subject and b.state = 'booked'
  join hospital_booking hb on hb.booking = b.id
  join hospital h on h.id = hb.hospital
  where e.order_xid = p_xid and e.position = p_position
  on conflict do nothing
$$;
