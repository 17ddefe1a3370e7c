-- One pass over the queue: ends the offers whose time is up or whose physician is gone, then puts each request that
-- waits, in order of urgency and waiting time, before one free physician. Who knows the resident comes first, then who
-- has been idle longest. When everybody free has been asked, a new round begins after a rest.
--
-- Only who was free when the pass began is rung. Somebody who comes free while it goes down the queue would otherwise be
-- rung for whatever request it has just got to, past more urgent ones that found nobody a moment before.
create or replace function make_offers(
  p_stands interval, p_rest_immediate interval, p_rest_today interval, p_expected interval, p_most integer)
returns setof on_call_offer language plpgsql as $$
declare
  free uuid[];
  wanted record;
  chosen record;
  made on_call_offer;
begin
  -- Replicas take turns, or a request of less urgency could win the physician from under a more urgent one.
  perform pg_advisory_xact_lock(hashtextextended('on-call offers', 0));
  update on_call_offer o set state = 'expired', ended_at = clock_timestamp()
  where o.id in (
    select s.id from on_call_offer s
    where s.state = 'standing'
      and (s.expires_at <= clock_timestamp()
        or not exists (select from presence p where p.physician = s.physician and p.until > clock_timestamp()))
    for update skip locked);
  free := array(
    select p.physician from presence p
    where p.until > clock_timestamp()
      and not exists (select from on_call_offer o where o.physician = p.physician and o.state = 'standing')
      and not is_engaged(p.physician, p_expected, p_stands));
  for wanted in
    select c.id, c.resident, c.specialty, c.urgency, h.territory,
      coalesce((select max(o.round) from on_call_offer o where o.consultation = c.id), 1) as round,
      (select max(o.ended_at) from on_call_offer o where o.consultation = c.id) as last_ended
    from consultation c
    join care_home h on h.id = c.care_home
    where c.state = 'requested' and rings(c.urgency)
      and not exists (select from on_call_offer o where o.consultation = c.id and o.state = 'standing')
      and exists (
        select from presence p
        where p.until > clock_timestamp() and answers_for(p.physician, c.specialty, h.territory))
      and ready_to_ring(c.id)
    order by urgency_rank(c.urgency), c.requested_at, c.id
    limit p_most
    -- One that is being accepted or cancelled at this moment is left to whoever does.
    for no key update of c skip locked
  loop
    select p.physician, asked.id is not null as asked
    into chosen
    from presence p
    left join on_call_offer asked
      on asked.consultation = wanted.id and asked.round = wanted.round and asked.physician = p.physician
    where p.physician = any (free) and p.until > clock_timestamp()
      and answers_for(p.physician, wanted.specialty, wanted.territory)
      and not is_engaged(p.physician, p_expected, p_stands)
    order by asked.id is not null,
      exists (
        select from consultation k
        where k.resident = wanted.resident and k.physician = p.physician and k.concluded_at is not null) desc,
      greatest(p.since, (select max(k.concluded_at) from consultation k where k.physician = p.physician)),
      p.physician
    limit 1;
    continue when not found;
    continue when chosen.asked and wanted.last_ended > clock_timestamp()
      - case wanted.urgency when 'immediate' then p_rest_immediate else p_rest_today end;
    insert into on_call_offer (consultation, physician, round, state, made_at, expires_at)
    values (wanted.id, chosen.physician, wanted.round + chosen.asked::integer, 'standing',
      clock_timestamp(), clock_timestamp() + p_stands)
    on conflict do nothing
    returning * into made;
    if found then
      free := array_remove(free, made.physician);
      perform pg_notify('chevet_people', 'offer:' || made.physician);
      return next made;
    end if;
  end loop;
end
$$;
