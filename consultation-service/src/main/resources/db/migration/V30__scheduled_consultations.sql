-- A consultation may be booked for a time instead of being taken from the queue. Either way it has a physician.
alter table consultation
  add column booking      uuid references booking,
  add column starts_at    timestamptz,
  add column ends_at      timestamptz check (ends_at > starts_at),
  add column scheduled_at timestamptz,
  add column scheduled_by uuid references person;

do $$
declare
  name text;
begin
  -- The checks that speak of states are written anew below.
  for name in
    select conname from pg_constraint
    where conrelid = 'consultation'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) ~ '(requested|accepted_at)'
  loop
    execute format('alter table consultation drop constraint %I', name);
  end loop;
end
$$;

alter table consultation
  add constraint state_is_known check (state in (
    'requested', 'scheduled', 'accepted', 'at-bedside', 'in-session', 'concluded', 'reported', 'delivered',
    'cancelled')),
  add constraint booked_whole check (
    num_nulls(booking, starts_at, ends_at, scheduled_at, scheduled_by) in (0, 5)),
  add constraint answered_one_way check (
    num_nonnulls(accepted_at, scheduled_at) = num_nonnulls(physician)),
  add constraint state_is_what_was_reached check (state = 'cancelled' or state = case
    when delivered_at is not null then 'delivered'
    when reported_at is not null then 'reported'
    when concluded_at is not null then 'concluded'
    when session_started_at is not null then 'in-session'
    when bedside_at is not null then 'at-bedside'
    when accepted_at is not null then 'accepted'
    when scheduled_at is not null then 'scheduled'
    else 'requested'
  end),
  add constraint no_state_left_out check (
    num_nulls(physician, bedside_at, session_started_at, concluded_at, reported_at, delivered_at) = case
      when delivered_at is not null then 0
      when reported_at is not null then 1
      when concluded_at is not null then 2
      when session_started_at is not null then 3
      when bedside_at is not null then 4
      when physician is not null then 5
      else 6
    end);

-- A consultation that ends frees the time that was kept for it.
create index booking_of_consultation on booking (consultation) where consultation is not null;
