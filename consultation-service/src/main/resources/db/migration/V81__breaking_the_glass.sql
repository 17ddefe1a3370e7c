-- A physician outside a resident's circle of care opened her record, and said why. It is a membership of the circle, with
-- this as its reason, and an end that is set from the start.
create table broken_glass (
  id        uuid primary key,
  resident  uuid not null references resident,
  physician uuid not null references person,
  reason    text not null check (length(reason) between 20 and 500),
  at        timestamptz not null,
  until     timestamptz not null check (until > at)
);
create index broken_glass_of_resident on broken_glass (resident, at desc);
create index resident_of_birth_date on resident (birth_date);

-- Tells the care home's nurses and the coordinators at once. It names no resident: the record's own list does.
create function tell_of_broken_glass() returns trigger language plpgsql as $$
begin
  insert into notification (person, kind, about, at, care_home, physician)
  select told.person, 'glass-broken', new.id::text, new.at, r.care_home, new.physician
  from resident r
  cross join lateral (
    select n.nurse as person from nurse_care_home n where n.care_home = r.care_home
    union select p.id from person p where p.role = 'coordinator') told
  where r.id = new.resident
  on conflict do nothing;
  return null;
end
$$;
create trigger broken_glass_is_told after insert on broken_glass
  for each row execute function tell_of_broken_glass();

-- Somebody named by a physician who does not take care of her: the one question that no circle of care bounds. It is
-- written down by whoever asks.
create function sought_resident(p_id uuid, p_ins text, p_birth_date date) returns setof resident
language sql stable security definer as $$
  select * from resident
  where id = p_id or ins_value = p_ins or birth_date = p_birth_date
$$;

do $$
declare
  routine text;
begin
  -- Run with the owner's rights, so nothing that a session makes may take a table's place.
  foreach routine in array array['sought_resident(uuid, text, date)', 'tell_of_broken_glass()'] loop
    execute format('alter function %s security definer set search_path = %I, pg_temp', routine, current_schema());
    execute format('revoke execute on function %s from public', routine);
  end loop;
end
$$;

grant execute on function sought_resident(uuid, text, date) to chevet_app;
grant select, insert on broken_glass to chevet_app;
