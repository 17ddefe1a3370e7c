-- A mail about a booking that is given up is told in the console, to the care home and the physician, once for a booking
-- and whom it was for. One that came too late is not: what it was about has begun.
create function tell_of_failed_mail() returns trigger language plpgsql as $$
begin
  insert into notification (kind, about, detail, at, consultation, booking, care_home, physician, starts_at)
  select 'mail-failed', concat_ws('/', b.id, p.id), p.display_name, clock_timestamp(), b.consultation, b.id, b.care_home,
    b.physician, b.starts_at
  from booking b join person p on p.id = new.person
  where b.id = new.booking
  on conflict do nothing;
  return null;
end
$$;
create trigger failed_mail_is_told after update of state on reminder
  for each row when (new.state = 'failed' and old.state <> 'failed' and new.last_error is distinct from 'too_late')
  execute function tell_of_failed_mail();

-- Who was written to that a booking is hers, takes no part in it any more, and does not know it by mail.
create function replaced_in(b booking) returns uuid[] language sql stable as $$
  select array(
    select r.person from reminder r
    where r.booking = b.id and r.state = 'sent' and r.kind in ('made', 'moved', 'cancelled')
      and r.person not in (b.nurse, b.physician) and b.state = 'booked'
    group by r.person
    having max(r.revision) filter (where r.kind <> 'cancelled')
      > coalesce(max(r.revision) filter (where r.kind = 'cancelled'), 0))
$$;

-- As before; a nurse who is replaced at the bedside is told by mail that it is off, like a physician.
create or replace function tell_of_bookings(p_bookings uuid[], p_verbs text[], p_mail boolean) returns void
language plpgsql as $$
declare
  news record;
begin
  for news in
    with fresh as (
      select distinct on (b.id) b.id, e.verb, e.at
      from unnest(p_bookings, p_verbs) with ordinality as e(booking, verb, at)
      join booking b on b.id = e.booking
      where b.held_until is null and b.state = case e.verb when 'cancelled' then 'cancelled' else 'booked' end
        and not exists (
          select from notification n where n.booking = b.id and n.about = word_about(b.id, b.version, 0, b.starts_at))
      order by b.id, e.at),
    replaced as (
      select f.id, f.at, told.physician, told.starts_at
      from fresh f
      join booking b on b.id = f.id
      cross join lateral (
        select n.physician, n.starts_at from notification n
        where n.booking = f.id and n.person is null and n.kind in ('booking-made', 'booking-moved')
        order by n.position desc limit 1) told
      where f.verb = 'moved' and told.physician <> b.physician),
    said as (
      insert into notification (person, kind, about, at, consultation, booking, care_home, physician, starts_at)
      select w.person, 'booking-' || w.verb, word_about(b.id, b.version, 0, b.starts_at), clock_timestamp(),
        b.consultation, b.id, b.care_home, coalesce(w.person, b.physician), coalesce(w.starts_at, b.starts_at)
      from (
        select id, at, null::uuid as person, null::timestamptz as starts_at, verb from fresh
        union all select id, at, physician, starts_at, 'cancelled' from replaced) as w
      join booking b on b.id = w.id
      order by w.at
      on conflict do nothing)
    select b, f.verb
    from fresh f join booking b on b.id = f.id
    where p_mail or f.verb <> 'made'
  loop
    update reminder r set state = 'cancelled', last_error = 'superseded'
    where r.booking = (news.b).id and r.state in ('planned', 'retrying') and (
      (news.b).state = 'cancelled' or r.starts_at <> (news.b).starts_at
      or r.person not in ((news.b).nurse, (news.b).physician));
    if p_mail then
      perform write_mails(
        news.b, array[(news.b).nurse, (news.b).physician], news.verb, 0, clock_timestamp());
      perform write_mails(news.b, replaced_in(news.b), 'cancelled', 0, clock_timestamp());
    end if;
  end loop;
end
$$;
