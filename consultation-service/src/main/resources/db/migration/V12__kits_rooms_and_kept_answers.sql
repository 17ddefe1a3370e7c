-- Kits and rooms that come and go, languages that are written down, and what a booking answers when it is sent again.

alter table device_kit add column retired boolean not null default false;
alter table care_room add column retired boolean not null default false;

-- Who has moved to another zone is judged by its clock from then on.
create function judge_afresh() returns trigger
language plpgsql as $$
begin
  update availability set version = version + 1 where physician = new.id;
  return new;
end
$$;
create trigger zone_of_physician after update of zone, display_name on person
for each row when ((old.zone, old.display_name) is distinct from (new.zone, new.display_name))
execute function judge_afresh();

drop function make_booking(
  booking, text, uuid, bytea, text, text, integer, tstzrange, integer, tstzrange);

-- One booking or hold, with its idempotency key and the answer to give again, in one statement: everything or nothing.
-- What it answers is null, or the stored answer when the key has been used by the same request before.
create function make_booking(
  b booking, p_role text, p_key uuid, p_request_sha256 bytea, p_location text, p_body text, p_availability_version integer,
  p_takes tstzrange, p_daily_cap integer, p_day tstzrange, out stored_location text, out stored_body text)
language plpgsql as $$
begin
  insert into idempotency_key (person, key, request_sha256, status, location, body)
  values (b.made_by, p_key, p_request_sha256, 201, p_location, p_body)
  on conflict do nothing;
  if not found then
    select k.location, k.body into stored_location, stored_body
    from idempotency_key k
    where k.person = b.made_by and k.key = p_key and k.request_sha256 = p_request_sha256;
    if not found then
      perform refuse('idempotency_key_reused');
    end if;
    return;
  end if;
  perform 1
  from availability a
  join resident r on r.id = b.resident and r.care_home = b.care_home
  join nurse_care_home n on n.nurse = b.nurse and n.care_home = b.care_home
  where a.physician = b.physician and a.specialty = b.specialty and a.version = p_availability_version
    and (b.device_kit is null
      or exists (select from device_kit k where k.id = b.device_kit and k.care_home = b.care_home and not k.retired))
    and (b.room is null
      or exists (select from care_room c where c.id = b.room and c.care_home = b.care_home and not c.retired));
  if not found then
    perform refuse('facts_changed');
  end if;
  if b.consultation is not null then
    perform 1 from consultation c
    where c.id = b.consultation and c.resident = b.resident and c.specialty = b.specialty;
    if not found then
      perform refuse('consultation_of_another');
    end if;
  end if;
  insert into booking values (b.*);
  perform reserve_for_booking(b, p_takes, p_daily_cap, p_day, b.made_at);
  perform tell_of_booking(b, case b.state when 'held' then 'held' else 'made' end, b.made_by, p_role, b.made_at);
end
$$;

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
  return b;
end
$$;
