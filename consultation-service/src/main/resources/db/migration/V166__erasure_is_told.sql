-- Whoever follows the feed and keeps something of a resident is told that it has to go, by her number alone: nothing else
-- is left of her by then. Committed with the erasure, or not at all.
create function tell_of_erasure() returns trigger language plpgsql security definer as $$
begin
  insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
  values (pg_current_xact_id(), 'resident.erased', clock_timestamp(), 'resident', old.id, jsonb_build_object('id', old.id));
  perform pg_notify('chevet_feed', '');
  return null;
end
$$;
do $$
begin
  execute format('alter function tell_of_erasure() set search_path = %I, pg_temp', current_schema());
end
$$;
create trigger erasure_is_told after delete on resident for each row execute function tell_of_erasure();
