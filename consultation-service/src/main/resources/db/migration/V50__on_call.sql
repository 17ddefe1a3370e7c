-- Who can be rung now, and who is being rung for which request. Times here are the database's own, so that every replica
-- agrees on them and a restart changes nothing.

-- A physician at her screen who takes requests. Each heartbeat puts until further off; past it, she is gone.
create table presence (
  physician uuid primary key references person,
  since     timestamptz not null,
  until     timestamptz not null
);

-- A request that was put before one physician for a bounded time. What came of it stays, so that nobody is rung twice in
-- a round.
create table on_call_offer (
  id           uuid primary key default uuidv7(),
  consultation uuid not null references consultation,
  physician    uuid not null references person,
  round        integer not null check (round > 0),
  state        text not null check (state in ('standing', 'accepted', 'refused', 'expired', 'withdrawn')),
  made_at      timestamptz not null,
  expires_at   timestamptz not null check (expires_at > made_at),
  ended_at     timestamptz,
  reason       text check (length(reason) between 1 and 500),
  check ((state = 'standing') = (ended_at is null)),
  check (reason is null or state = 'refused'),
  constraint asked_once_in_a_round unique (consultation, round, physician)
);
create unique index one_offer_stands_per_consultation on on_call_offer (consultation) where state = 'standing';
create unique index one_offer_stands_per_physician on on_call_offer (physician) where state = 'standing';

-- Offers end with the wait, in the transaction that ends it, whoever took the request or called it off.
create function end_offers() returns trigger language plpgsql as $$
begin
  update on_call_offer o
  set state = case when o.physician = new.physician then 'accepted' else 'withdrawn' end,
    ended_at = clock_timestamp()
  where o.consultation = new.id and o.state = 'standing';
  return null;
end
$$;
create trigger offers_end_with_the_wait after update of state on consultation
  for each row when (old.state = 'requested' and new.state <> 'requested') execute function end_offers();

-- The requests whose minimum dossier was found gathered, or waived. The service judges that, since checklists are its own
-- configuration; once ready, a request stays so.
create table request_ready (
  consultation uuid primary key references consultation
);

create function ready_to_ring(p_consultation uuid) returns boolean language sql stable as $$
  select exists (select from request_ready where consultation = p_consultation)
$$;

-- Whether a request of that urgency rings; others are booked, or taken from the list.
create function rings(p_urgency text) returns boolean language sql immutable as $$
  select p_urgency in ('immediate', 'today')
$$;

-- Whether a physician answers requests of a specialty from a territory. One without territories answers for all.
create function answers_for(p_physician uuid, p_specialty text, p_territory uuid) returns boolean language sql stable as $$
  select exists (select from physician_specialty s where s.physician = p_physician and s.specialty = p_specialty)
    and (not exists (select from physician_territory t where t.physician = p_physician)
      or exists (select from physician_territory t where t.physician = p_physician and t.territory = p_territory))
$$;

-- Whether a physician is taken: in session, expected at a bedside that she said yes to within p_expected, or booked for
-- the time that an offer stands.
create function is_engaged(p_physician uuid, p_expected interval, p_stands interval) returns boolean
language sql stable as $$
  select exists (
      select from consultation c
      where c.physician = p_physician
        and (c.state = 'in-session'
          or c.state = 'at-bedside' and c.bedside_at > clock_timestamp() - p_expected
          or c.state = 'accepted' and c.accepted_at > clock_timestamp() - p_expected))
    or exists (
      select from reservation r
      where r.resource = p_physician and r.during && tstzrange(clock_timestamp(), clock_timestamp() + p_stands)
        and (r.held_until is null or r.held_until > clock_timestamp()))
$$;

-- Waits are estimated from what was concluded lately.
create index consultation_concluded on consultation (specialty, concluded_at desc) where concluded_at is not null;

create function urgency_rank(p_urgency text) returns integer language sql immutable as $$
  select array_position(array['immediate', 'today', 'this-week'], p_urgency)
$$;

-- One pass over the queue: ends the offers whose time is up or whose physician is gone, then puts each request that
-- waits, in order of urgency and waiting time, before one free physician. Who knows the resident comes first, then who
-- has been idle longest. When everybody free has been asked, a new round begins after a rest.
create function make_offers(
  p_stands interval, p_rest_immediate interval, p_rest_today interval, p_expected interval, p_most integer)
returns setof on_call_offer language plpgsql as $$
declare
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
    where p.until > clock_timestamp()
      and answers_for(p.physician, wanted.specialty, wanted.territory)
      and not exists (select from on_call_offer o where o.physician = p.physician and o.state = 'standing')
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
      perform pg_notify('chevet_people', 'offer:' || made.physician);
      return next made;
    end if;
  end loop;
end
$$;

grant select, insert, update on presence, on_call_offer to chevet_app;
grant select, insert on request_ready to chevet_app;
