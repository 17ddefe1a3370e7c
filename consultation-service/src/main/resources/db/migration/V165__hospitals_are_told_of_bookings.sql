-- Hospitals are told of a time that is booked before there is a consultation for it, and so of who takes part. A booking's
-- event names everybody by number, which keeps the booking fast; what the numbers stand for is added when the feed is
-- read. What is booked for a consultation is told with that.
create function with_who_is_involved(e feed_event) returns jsonb language plpgsql stable as $$
begin
  -- In this language the plan is kept from one event to the next.
  return case
    when e.subject_kind = 'booking' and not e.snapshot ? 'consultation'
      and e.type in ('booking.made', 'booking.moved', 'booking.cancelled')
    then e.snapshot || coalesce((
      select jsonb_build_object('involved', jsonb_build_object(
        'madeAt', b.made_at,
        'resident', jsonb_strip_nulls(jsonb_build_object(
          'id', r.id, 'birthName', r.birth_name, 'birthGivenNames', r.birth_given_names, 'usedName', r.used_name,
          'usedGivenName', r.used_given_name, 'sex', r.sex, 'birthDate', r.birth_date,
          'birthPlaceInsee', r.birth_place_insee,
          'ins', case when r.ins_oid is not null then jsonb_build_object('oid', r.ins_oid, 'value', r.ins_value) end,
          'identityStatus', r.identity_status)),
        'careHome', jsonb_build_object('id', h.id, 'name', h.name, 'finess', h.finess, 'zone', h.zone),
        'nurse', jsonb_strip_nulls(jsonb_build_object(
          'id', n.id, 'rpps', n.rpps, 'familyName', n.family_name, 'givenName', n.given_name)),
        'physician', jsonb_strip_nulls(jsonb_build_object(
          'id', p.id, 'rpps', p.rpps, 'familyName', p.family_name, 'givenName', p.given_name,
          'specialty', e.snapshot ->> 'specialty')),
        'hospitals', (
          select coalesce(
            jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'finess', o.finess) order by o.name), '[]')
          from care_home_hospital c join hospital o on o.id = c.hospital where c.care_home = h.id)))
      from booking b
      join resident r on r.id = b.resident
      join care_home h on h.id = as_uuid(e.snapshot ->> 'careHome')
      join person n on n.id = as_uuid(e.snapshot ->> 'nurse')
      join person p on p.id = as_uuid(e.snapshot ->> 'physician')
      where b.id = e.subject), '{}')
    else e.snapshot
  end;
end
$$;
