-- The second lock for bookings and holds, for what else occupies a resident, for what people are told, and for the feed.
-- Making a booking pays nothing for it: its row is written without a question, since make_booking compares it with the
-- resident, whom the lock shows or not. What is in reservation stays open, because every free time is found there: it holds
-- numbers and times, and nobody's name.

-- Whether a booking of this number is shown; asked under the rules below.
create function chevet_is_shown_booking(p_booking uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from booking b where b.id = p_booking);
end
$$;

-- Whether the resident is shown, or a booking of hers.
create function chevet_is_shown_time_of(p_resident uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from resident r where r.id = p_resident)
    or exists (select from booking b where b.resident = p_resident);
end
$$;

create policy second_lock on booking to chevet_app using (
  (select chevet_is_service())
  or care_home = any ((select chevet_care_homes())::uuid[])
  or physician = (select chevet_person())
  or (select chevet_role()) = 'coordinator'
  -- Whoever ends a consultation that was handed over to her gives up the time it was booked for.
  or (consultation is not null and chevet_is_shown_file(consultation)));
create policy made on booking for insert to chevet_app with check (true);

create policy second_lock on booking_override to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_booking(booking));

create policy second_lock on appointment to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_time_of(resident));

-- What one person does is told to others, so that it is written without a question.
create policy second_lock on notification to chevet_app using (
  (select chevet_is_service())
  or person = (select chevet_person())
  or (person is null
    and (physician = (select chevet_person()) or care_home = any ((select chevet_care_homes())::uuid[])))
  or (booking is not null and chevet_is_shown_booking(booking)));
create policy told on notification for insert to chevet_app with check (true);

create policy second_lock on reminder to chevet_app using (
  (select chevet_is_service()) or chevet_is_shown_booking(booking));

-- Snapshots are for machines. Of a booking's changes whoever is shown it reads when they were, to say what is still to be
-- told of them.
create policy second_lock on feed_event to chevet_app using (
  (select chevet_is_service()) or (subject_kind = 'booking' and chevet_is_shown_booking(subject)));
create policy told on feed_event for insert to chevet_app with check (true);

-- Appends an event behind all of its subject's, whoever may see those, and wakes the feed's readers.
create function append_to_feed(
  p_type text, p_occurred_at timestamptz, p_kind text, p_subject uuid, p_snapshot jsonb) returns void
language sql as $$
  insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
  values (
    greatest(pg_current_xact_id(), (select max(order_xid) from feed_event where subject = p_subject)),
    p_type, p_occurred_at, p_kind, p_subject, p_snapshot);
  select pg_notify('chevet_feed', '');
$$;

-- Holds of other care homes that have expired are cleared out of the way; what gives time back to a resident's plans sees
-- all that is planned for her; and of one person's data a coordinator gathers all.
do $$
declare
  routine text;
begin
  foreach routine in array array[
    'append_to_feed(text, timestamptz, text, uuid, jsonb)',
    'clear_expired_holds(uuid[], timestamptz[], timestamptz[], timestamptz)',
    'plan_again(booking, tstzrange, text, text, timestamptz)',
    'person_data(uuid)']
  loop
    -- Run with the owner's rights, so nothing that a session makes may take a table's place.
    execute format('alter function %s security definer set search_path = %I, pg_temp', routine, current_schema());
    execute format('revoke execute on function %s from public', routine);
    execute format('grant execute on function %s to chevet_app', routine);
  end loop;
end
$$;

alter table booking enable row level security;
alter table booking_override enable row level security;
alter table appointment enable row level security;
alter table notification enable row level security;
alter table reminder enable row level security;
alter table feed_event enable row level security;
