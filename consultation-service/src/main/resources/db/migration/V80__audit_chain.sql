-- The audit trail becomes a chain, kept by month. Entries are written without a place in it, in their writer's
-- transaction, so that no writer waits for another; one sealer gives them their places soon after, in batches.
alter table audit_entry rename to audit_entry_before;
alter table audit_entry_before rename constraint audit_entry_pkey to audit_entry_before_pkey;
alter index audit_of_resident rename to audit_before_of_resident;

create table audit_entry (
  id           bigint generated always as identity,
  at           timestamptz not null default clock_timestamp(),
  who          text not null,
  role         text not null,
  what         text not null,
  subject_kind text not null,
  subject      uuid not null,
  resident     uuid,
  because      uuid,
  -- The caller's address, told by the transaction where the writer is a function of the database.
  came_from    text default nullif(current_setting('chevet.from', true), ''),
  primary key (id, at)
) partition by range (at);
create index audit_of_resident on audit_entry (resident, at desc, id desc) where resident is not null;
-- What has no month of its own, lest a write be refused for want of one.
create table audit_entry_other partition of audit_entry default;

-- An entry's place in the chain. The first follows 32 zero bytes.
create table audit_link (
  position        bigint not null check (position > 0),
  entry           bigint not null,
  entry_at        timestamptz not null,
  sealed_at       timestamptz not null,
  -- Of the entry, as audit_canonical writes it.
  content_sha256  bytea not null,
  -- The chain_sha256 of the link before.
  previous_sha256 bytea not null,
  -- Of previous_sha256, content_sha256 and sealed_at as eight bytes of microseconds since 1970.
  chain_sha256    bytea not null,
  primary key (position, sealed_at)
) partition by range (sealed_at);
create index audit_link_of_entry on audit_link (entry);
create table audit_link_other partition of audit_link default;

-- Entries that wait for their place.
create table audit_unsealed (id bigint not null, at timestamptz not null);

-- The chain up to a position, signed with a key that is not in the database.
create table audit_checkpoint (
  position bigint primary key,
  at       timestamptz not null,
  jws      text not null
);

create function audit_canonical(e audit_entry) returns text language sql stable as $$
  select string_agg(coalesce(octet_length(v) || ':' || v, '-'), ',' order by n)
  from unnest(array[
    'chevet-audit-1', e.id::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.who, e.role, e.what,
    e.subject_kind, e.subject::text, e.resident::text, e.because::text, e.came_from]) with ordinality as f(v, n)
$$;

create function audit_enqueue() returns trigger language plpgsql security definer as $$
begin
  insert into audit_unsealed (id, at) values (new.id, new.at);
  return null;
end
$$;
create trigger audit_entry_waits_for_its_place after insert on audit_entry
  for each row execute function audit_enqueue();

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail only grows' using errcode = 'restrict_violation';
end
$$;
create trigger audit_entry_is_kept before update or delete on audit_entry
  for each row execute function refuse_change_of_audit();
create trigger audit_link_is_kept before update or delete on audit_link
  for each row execute function refuse_change_of_audit();
create trigger audit_checkpoint_is_kept before update or delete on audit_checkpoint
  for each row execute function refuse_change_of_audit();
create trigger audit_entry_is_not_emptied before truncate on audit_entry
  for each statement execute function refuse_change_of_audit();
create trigger audit_link_is_not_emptied before truncate on audit_link
  for each statement execute function refuse_change_of_audit();
create trigger audit_checkpoint_is_not_emptied before truncate on audit_checkpoint
  for each statement execute function refuse_change_of_audit();

-- Makes the partitions of the months from p_from on, where they are missing. A month of which there are entries among
-- the others already stays there.
create function audit_provide_months(p_from timestamptz, p_months integer) returns integer
language plpgsql security definer as $$
declare
  made integer := 0;
  starts timestamptz;
  ends timestamptz;
  kept text;
  taken boolean;
begin
  for n in 0 .. p_months - 1 loop
    starts := (date_trunc('month', p_from at time zone 'UTC') + make_interval(months => n)) at time zone 'UTC';
    ends := (date_trunc('month', p_from at time zone 'UTC') + make_interval(months => n + 1)) at time zone 'UTC';
    foreach kept in array array['audit_entry', 'audit_link'] loop
      continue when to_regclass(kept || to_char(starts at time zone 'UTC', '"_y"YYYY"m"MM')) is not null;
      execute format('select exists (select from %I where %I >= $1 and %2$I < $2)',
        kept || '_other', case kept when 'audit_entry' then 'at' else 'sealed_at' end)
        into taken using starts, ends;
      continue when taken;
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        kept || to_char(starts at time zone 'UTC', '"_y"YYYY"m"MM'), kept, starts, ends);
      made := made + 1;
    end loop;
  end loop;
  return made;
end
$$;

-- Gives places to at most p_most entries, in the order of their ids, and says how far the chain goes by now. Without a
-- row, another sealer is at work.
create function audit_seal(p_most integer) returns table (
  sealed integer, head bigint, head_sha256 bytea, checkpoint bigint, checkpoint_at timestamptz)
language plpgsql security definer as $$
declare
  waiting record;
  now_sealed timestamptz := clock_timestamp();
  content bytea;
  before bytea;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('audit-chain', 0)) then
    return;
  end if;
  sealed := 0;
  select l.position, l.chain_sha256 into head, head_sha256 from audit_link l order by l.position desc limit 1;
  head := coalesce(head, 0);
  head_sha256 := coalesce(head_sha256, decode(repeat('00', 32), 'hex'));
  for waiting in
    with taken as (
      delete from audit_unsealed where ctid in (select u.ctid from audit_unsealed u order by u.id limit p_most)
      returning id, at)
    select t.id, t.at, e as entry, e.id is not null as there
    from taken t left join audit_entry e on e.id = t.id and e.at = t.at
    order by t.id
  loop
    -- What was taken away in the meantime keeps its place: the link without its entry says so.
    content := sha256(convert_to(
      case when waiting.there then audit_canonical(waiting.entry) else 'gone before it was sealed' end, 'UTF8'));
    before := head_sha256;
    head := head + 1;
    head_sha256 := sha256(before || content || int8send((extract(epoch from now_sealed) * 1000000)::bigint));
    insert into audit_link values (head, waiting.id, waiting.at, now_sealed, content, before, head_sha256);
    sealed := sealed + 1;
  end loop;
  select c.position, c.at into checkpoint, checkpoint_at from audit_checkpoint c order by c.position desc limit 1;
  return next;
end
$$;

do $$
declare
  routine text;
begin
  -- Run with the owner's rights, so nothing that a session makes may take a table's place.
  foreach routine in array array['audit_enqueue()', 'audit_provide_months(timestamptz, integer)', 'audit_seal(integer)']
  loop
    execute format('alter function %s set search_path = %I, pg_temp', routine, current_schema());
    execute format('revoke execute on function %s from public', routine);
  end loop;
  perform audit_provide_months(coalesce((select min(at) from audit_entry_before), now()),
    13 + coalesce((select extract(year from age(now(), min(at))) * 12 + extract(month from age(now(), min(at)))
      from audit_entry_before), 0)::integer);
end
$$;

insert into audit_entry (id, at, who, role, what, subject_kind, subject, resident, because, came_from)
  overriding system value
  select * from audit_entry_before order by id;
select setval(pg_get_serial_sequence('audit_entry', 'id'), max(id)) from audit_entry having max(id) is not null;
drop table audit_entry_before;

grant select, insert on audit_entry, audit_checkpoint to chevet_app;
grant select on audit_link, audit_unsealed to chevet_app;
grant execute on function audit_provide_months(timestamptz, integer), audit_seal(integer) to chevet_app;
