-- A new question in writing is told to the specialists, any of whom may take it. And what an expert waits for falls due: the
-- nurse is reminded once, then the word is the expert's again.
alter table expertise
  add column pieces_due_at timestamptz,
  add column pieces_reminded boolean not null default false;
update expertise set pieces_due_at = now() + interval '1 day' where state = 'pieces-wanted';
alter table expertise
  add constraint pieces_fall_due check ((pieces_due_at is not null) = (state = 'pieces-wanted'));
create index expertise_pieces_due on expertise (pieces_due_at) where state = 'pieces-wanted';

create or replace function tell_of_event(p_xid xid8, p_position bigint, p_kind text, p_detail text, p_physician boolean) returns void
language sql as $$
  with event as (
    select e.*,
      coalesce(as_uuid(e.snapshot #>> '{careHome,id}'), as_uuid(e.snapshot ->> 'careHome')) as care_home,
      coalesce(as_uuid(e.snapshot #>> '{physician,id}'), as_uuid(e.snapshot ->> 'expert'),
        last_expert(e.subject)) as physician,
      -- Read off the row as JSON: who is asked to take over is not in what hospitals are told.
      as_uuid(to_jsonb(c) ->> 'hand_over_to') as handed_to,
      coalesce(as_uuid(e.snapshot #>> '{resident,id}'), as_uuid(e.snapshot ->> 'resident')) as resident,
      p_kind = 'expertise' and p_detail = 'requested' as for_specialists
    from feed_event e
    left join consultation c on c.id = e.subject
    where e.order_xid = p_xid and e.position = p_position),
  reader as (
    select n.nurse as person from event e join nurse_care_home n on n.care_home = e.care_home
    where not e.for_specialists
    union select s.physician from event e join physician_specialty s on s.specialty = e.snapshot ->> 'specialty'
    where e.for_specialists
    union select e.physician from event e where p_physician
    union select e.handed_to from event e where p_kind = 'hand-over'
    union select f.from_physician from event e cross join lateral (
      select h.from_physician from hand_over h
      where h.consultation = e.subject and h.accepted_at < e.occurred_at + interval '1 millisecond'
      order by h.accepted_at desc limit 1) f
    where p_detail = 'handed-over')
  insert into notification (person, kind, about, detail, at, consultation, expertise, care_home, physician)
  select p.id, p_kind, e.id::text, p_detail, e.occurred_at,
    case e.subject_kind when 'consultation' then e.subject else as_uuid(e.snapshot ->> 'consultation') end,
    case e.subject_kind when 'expertise' then e.subject end, h.id, d.id
  from event e
  cross join reader r
  join person p on p.id = r.person
  left join care_home h on h.id = e.care_home
  left join person d on d.id = e.physician
  where p.id::text is distinct from (
    select a.who from audit_entry a
    where a.resident = e.resident and a.subject = e.subject and a.what = e.type
    order by a.at desc limit 1)
  on conflict do nothing
$$;
