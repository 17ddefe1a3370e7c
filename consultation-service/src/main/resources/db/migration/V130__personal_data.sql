-- What is held of one person: handed out to her, and erased as far as the law lets it be. The service's role may delete
-- almost nothing; what follows runs with the owner's rights, does one thing each, and is asked by one use case each.

-- Who had the data of whom put together, and why. The archive itself is never kept.
create table data_export (
  id       uuid primary key,
  resident uuid,
  person   uuid,
  asked_by uuid not null references person,
  reason   text not null check (length(reason) between 10 and 500),
  at       timestamptz not null,
  until    timestamptz not null check (until > at),
  check (num_nonnulls(resident, person) = 1)
);

-- Who had what erased, and why.
create table data_erasure (
  id       uuid primary key default uuidv7(),
  resident uuid,
  person   uuid,
  asked_by uuid not null references person,
  reason   text not null check (length(reason) between 10 and 500),
  at       timestamptz not null,
  check (num_nonnulls(resident, person) = 1)
);

-- Everything on record about a resident, one row per kind, under the rights of whoever asks. Bytes are not in it:
-- documents and attachments are handed out as files. Drafts are their author's until she signs.
create function resident_data(p_resident uuid) returns table (name text, data jsonb) language sql stable as $$
  with files as (
    select id, dossier from consultation where resident = p_resident
    union all select id, dossier from expertise where resident = p_resident),
  sections(name, data) as (
    select 'resident', to_jsonb(r) || jsonb_build_object('care_home_name', h.name)
    from resident r join care_home h on h.id = r.care_home where r.id = p_resident
    union all select 'consultations', jsonb_agg(to_jsonb(c) order by c.requested_at)
    from consultation c where c.resident = p_resident
    union all select 'expertises', jsonb_agg(
      case when e.opinion_signed_at is null then to_jsonb(e) - 'opinion' else to_jsonb(e) end order by e.requested_at)
    from expertise e where e.resident = p_resident
    union all select 'expertise_messages', jsonb_agg(to_jsonb(m) order by m.at)
    from expertise_message m where m.expertise in (select id from files)
    union all select 'expertise_turns', jsonb_agg(to_jsonb(t) order by t.from_at)
    from expertise_turn t where t.expertise in (select id from files)
    union all select 'vitals', jsonb_agg(to_jsonb(v) order by v.measured_at)
    from vital v where v.dossier in (select dossier from files)
    union all select 'checklist_answers', jsonb_agg(to_jsonb(a) order by a.answered_at)
    from dossier_answer a where a.dossier in (select dossier from files)
    union all select 'checklist_waivers', jsonb_agg(to_jsonb(w) order by w.waived_at)
    from checklist_waiver w where w.dossier in (select dossier from files)
    union all select 'reports', jsonb_agg(to_jsonb(d) - 'pdf' - 'verification' order by d.signed_at)
    from report d where d.consultation in (select id from files) and d.signed_at is not null
    union all select 'prescriptions', jsonb_agg(to_jsonb(d) - 'pdf' - 'verification' order by d.signed_at)
    from prescription d where d.consultation in (select id from files) and d.signed_at is not null
    union all select 'attachments', jsonb_agg(
      (to_jsonb(a) - 'thumbnail_sealed')
        || jsonb_build_object('file_name', u.file_name, 'kind', u.kind, 'media_type', u.media_type,
             'body_site', u.body_site, 'device', u.device, 'taken_at', u.taken_at) order by a.added_at)
    from attachment a join attachment_upload u on u.id = a.id where a.dossier in (select dossier from files)
    union all select 'hand_overs', jsonb_agg(to_jsonb(o) order by o.accepted_at)
    from hand_over o where o.consultation in (select id from files)
    -- A guest's name is hers, not the resident's.
    union all select 'guests', jsonb_agg(
      to_jsonb(g) - 'name' - 'token_sha256' order by g.invited_at)
    from guest g where g.consultation in (select id from files)
    union all select 'room_events', jsonb_agg(to_jsonb(v) order by v.at)
    from room_event v where v.consultation in (select id from files)
    union all select 'deliveries', jsonb_agg(to_jsonb(d) || jsonb_build_object('hospital_name', h.name) order by d.at)
    from delivery d join hospital h on h.id = d.hospital where d.consultation in (select id from files)
    union all select 'hospital_records', jsonb_agg(to_jsonb(k) || jsonb_build_object('hospital_name', h.name))
    from hospital_record k join hospital h on h.id = k.hospital where k.resident = p_resident
    union all select 'bookings', jsonb_agg(to_jsonb(b) order by b.starts_at)
    from booking b where b.resident = p_resident
    union all select 'appointments', jsonb_agg(to_jsonb(a) order by a.starts_at)
    from appointment a where a.resident = p_resident
    union all select 'circle_of_care', jsonb_agg(to_jsonb(m) order by m.since)
    from circle_of_care m where m.resident = p_resident
    union all select 'emergency_accesses', jsonb_agg(to_jsonb(g) order by g.at)
    from broken_glass g where g.resident = p_resident
    union all select 'accesses', jsonb_agg(
      jsonb_build_object('at', a.at, 'who', a.who, 'role', a.role, 'what', a.what, 'because', a.because) order by a.at)
    from audit_entry a where a.resident = p_resident)
  select s.name, coalesce(s.data, '[]') from sections s
  union all
  select 'people', coalesce(jsonb_agg(
    jsonb_build_object('id', p.id, 'display_name', p.display_name, 'role', p.role, 'rpps', p.rpps)), '[]')
  from person p
  where p.id::text in (
    select (regexp_matches(s.data::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1] from sections s)
$$;

-- Everything on record about somebody who works here; of consultations no more than that she took part.
create function person_data(p_person uuid) returns table (name text, data jsonb) language sql stable as $$
  select s.name, coalesce(s.data, '[]') from (
    select 'person', (select to_jsonb(p) from person p where p.id = p_person)
    union all select 'care_homes', jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name))
    from nurse_care_home n join care_home h on h.id = n.care_home where n.nurse = p_person
    union all select 'specialties', jsonb_agg(x.specialty) from physician_specialty x where x.physician = p_person
    union all select 'languages', jsonb_agg(x.language) from physician_language x where x.physician = p_person
    union all select 'availabilities', jsonb_agg(to_jsonb(x)) from availability x where x.physician = p_person
    union all select 'mail_address_wish', jsonb_agg(to_jsonb(x) - 'code_sha256')
    from mail_address_wish x where x.person = p_person
    union all select 'sessions', jsonb_agg(
      jsonb_build_object(
        'created_at', x.created_at, 'last_accessed_at', x.last_accessed_at, 'expires_at', x.expires_at))
    from web_session x join person p on p.id = p_person and x.attributes ->> 'subject' = p.subject
    union all select 'presence', jsonb_agg(to_jsonb(x)) from presence x where x.physician = p_person
    union all select 'notifications', jsonb_agg(to_jsonb(x) order by x.position)
    from notification x where x.person = p_person
    union all select 'bookings', jsonb_agg(
      jsonb_build_object('id', x.id, 'state', x.state, 'starts_at', x.starts_at, 'ends_at', x.ends_at)
      order by x.starts_at)
    from booking x where p_person in (x.physician, x.nurse)
    union all select 'consultations', jsonb_agg(
      jsonb_build_object('id', x.id, 'state', x.state, 'requested_at', x.requested_at) order by x.requested_at)
    from consultation x where p_person in (x.physician, x.nurse, x.bedside_nurse)
    union all select 'acts', jsonb_agg(
      jsonb_build_object('at', x.at, 'what', x.what, 'subject_kind', x.subject_kind, 'subject', x.subject,
        'came_from', x.came_from) order by x.at)
    from audit_entry x where x.who = p_person::text) as s(name, data)
$$;

-- The signed documents of a resident, each by the file it belongs to.
create function resident_documents(p_resident uuid) returns table (kind text, file uuid, version integer)
language sql stable as $$
  select 'report', d.consultation, d.version
  from report d join consultation c on c.id = d.consultation where c.resident = p_resident and d.signed_at is not null
  union all
  select 'prescription', d.consultation, d.version
  from prescription d join consultation c on c.id = d.consultation
  where c.resident = p_resident and d.signed_at is not null
  union all
  select 'opinion', e.id, 1 from expertise e where e.resident = p_resident and e.opinion_signed_at is not null
$$;

-- Twenty years from the last visit, and at least to the twenty-eighth birthday (Code de la santé publique, R. 1112-7).
-- Null where there never was a visit.
create function record_kept_until(p_resident uuid) returns date language sql stable as $$
  select case when v.last_visit is not null then greatest(
    ((v.last_visit at time zone h.zone) + interval '20 years')::date, (r.birth_date + interval '28 years')::date) end
  from resident r
  join care_home h on h.id = r.care_home
  cross join lateral (
    select max(visits.at) as last_visit from (
      select greatest(c.requested_at, c.session_started_at, c.concluded_at, c.reported_at, c.exited_at)
      from consultation c where c.resident = r.id
      union all
      select greatest(e.requested_at, e.opinion_signed_at, e.ended_at)
      from expertise e where e.resident = r.id) as visits(at)) v
  where r.id = p_resident
$$;

-- Erases what was only of use at the time: guests' names, drafts nobody will sign, what was told to staff, other
-- appointments. A draft is left alone for as long as its author can still open it.
create function erase_beside_record(p_resident uuid, p_now timestamptz) returns table (what text, count bigint)
language plpgsql as $$
declare
  over uuid[] := array(
    select c.id from consultation c
    where c.resident = p_resident and (c.exited_at is not null or c.concluded_at is not null));
  forgotten uuid[] := array(
    select c.id from consultation c
    where c.resident = p_resident
      and greatest(c.concluded_at, c.reported_at, c.exited_at) < p_now - interval '30 days');
  past uuid[] := array(
    select a.id from appointment a
    where a.resident = p_resident and (a.ends_at < p_now or a.state <> 'planned'));
begin
  update guest g set name = 'effacé' where g.consultation = any (over) and g.name <> 'effacé';
  get diagnostics count = row_count; what := 'guest-names'; return next;
  delete from report d where d.consultation = any (forgotten) and d.signed_at is null;
  get diagnostics count = row_count; what := 'report-drafts'; return next;
  delete from prescription d where d.consultation = any (forgotten) and d.signed_at is null;
  get diagnostics count = row_count; what := 'prescription-drafts'; return next;
  delete from notification n
  where n.consultation = any (over)
    or n.booking in (select b.id from booking b where b.resident = p_resident and b.ends_at < p_now);
  get diagnostics count = row_count; what := 'notifications'; return next;
  delete from reservation r where r.appointment = any (past);
  delete from appointment a where a.id = any (past);
  get diagnostics count = row_count; what := 'appointments'; return next;
end
$$;

-- Signed documents stay as they are, until the whole record goes: the one way is erase_resident, and the service's role
-- may delete none of them.
create or replace function refuse_change_of_signed_report() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('chevet.erasing', true) = old.consultation::text then
    return old;
  end if;
  raise exception 'a signed report is never changed' using errcode = 'restrict_violation';
end
$$;
create or replace function refuse_change_of_signed_prescription() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('chevet.erasing', true) = old.consultation::text then
    return old;
  end if;
  raise exception 'a signed prescription is never changed' using errcode = 'restrict_violation';
end
$$;
create function refuse_change_of_printed_opinion() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('chevet.erasing', true) = old.expertise::text then
    return old;
  end if;
  raise exception 'a printed opinion is never changed' using errcode = 'restrict_violation';
end
$$;
drop trigger printed_opinion_is_immutable on opinion_print;
create trigger printed_opinion_is_immutable before update or delete on opinion_print
  for each row execute function refuse_change_of_printed_opinion();

-- Erases a resident with everything there is of her. What stays is the audit trail, which knows a number that now means
-- nobody. Refuses while the record has to be kept, or while a consultation or a booking is still ahead.
create function erase_resident(p_resident uuid, p_now timestamptz) returns boolean language plpgsql as $$
declare
  consultations uuid[];
  expertises uuid[];
  dossiers uuid[];
  bookings uuid[];
  appointments uuid[];
  file uuid;
begin
  perform 1 from resident where id = p_resident for update;
  if not found or coalesce(record_kept_until(p_resident), date '-infinity') > p_now::date
    or exists (
      select from booking b where b.resident = p_resident and b.state in ('held', 'booked') and b.ends_at > p_now)
  then
    return false;
  end if;
  consultations := array(select id from consultation where resident = p_resident);
  expertises := array(select id from expertise where resident = p_resident);
  dossiers := array(select id from dossier where resident = p_resident);
  bookings := array(select id from booking where resident = p_resident);
  appointments := array(select id from appointment where resident = p_resident);
  delete from feed_event e
  where e.subject = any (consultations || expertises || bookings || p_resident)
    or e.snapshot #>> '{resident,id}' = p_resident::text or e.snapshot ->> 'resident' = p_resident::text;
  delete from notification n where n.consultation = any (consultations || expertises) or n.booking = any (bookings);
  delete from idempotency_key k where k.body like '%' || p_resident || '%';
  delete from reservation r where r.booking = any (bookings) or r.appointment = any (appointments);
  delete from appointment where id = any (appointments);
  delete from booking where id = any (bookings);
  delete from on_call_offer where consultation = any (consultations);
  delete from request_ready where consultation = any (consultations);
  delete from room_event where consultation = any (consultations);
  delete from guest where consultation = any (consultations);
  delete from delivery where consultation = any (consultations);
  delete from hand_over where consultation = any (consultations);
  foreach file in array consultations || expertises loop
    perform set_config('chevet.erasing', file::text, true);
    delete from prescription where consultation = file;
    delete from report where consultation = file;
    delete from opinion_print where expertise = file;
  end loop;
  perform set_config('chevet.erasing', '', true);
  delete from attachment where dossier = any (dossiers);
  delete from attachment_upload where consultation = any (consultations || expertises);
  delete from vital where dossier = any (dossiers);
  delete from dossier_answer where dossier = any (dossiers);
  delete from checklist_waiver where dossier = any (dossiers);
  delete from expertise_turn where expertise = any (expertises);
  delete from expertise_message where expertise = any (expertises);
  update consultation set follows_consultation = null, followed_by_consultation = null, follows_expertise = null,
    followed_by_expertise = null where id = any (consultations);
  delete from expertise where id = any (expertises);
  delete from consultation where id = any (consultations);
  delete from dossier where id = any (dossiers);
  delete from circle_of_care where resident = p_resident;
  delete from broken_glass where resident = p_resident;
  delete from hospital_record where resident = p_resident;
  delete from resident where id = p_resident;
  return true;
end
$$;

-- Whether somebody still has people to look after here.
create function is_engaged(p_person uuid, p_now timestamptz) returns boolean language sql stable as $$
  select exists (
      select from consultation c
      where p_person in (c.physician, c.hand_over_to) and c.exited_at is null and c.reported_at is null)
    or exists (select from expertise e where e.expert = p_person and e.state in ('assigned', 'pieces-wanted'))
    or exists (
      select from booking b
      where p_person in (b.physician, b.nurse) and b.state in ('held', 'booked') and b.ends_at > p_now)
$$;

-- Erases of somebody who has left all but what she answers for: her name, role and number, as they stand on what she
-- signed and in the trail.
create function erase_person(p_person uuid, p_now timestamptz) returns table (what text, count bigint)
language plpgsql as $$
declare
  former text := (select subject from person where id = p_person);
begin
  delete from web_session where attributes ->> 'subject' = former;
  get diagnostics count = row_count; what := 'sessions'; return next;
  delete from mail_address_wish where person = p_person;
  update person set email = null where id = p_person and email is not null;
  get diagnostics count = row_count; what := 'mail-address'; return next;
  delete from notification_reading where person = p_person;
  delete from notification where person = p_person;
  get diagnostics count = row_count; what := 'notifications'; return next;
  delete from reminder where person = p_person;
  get diagnostics count = row_count; what := 'reminders'; return next;
  delete from idempotency_key where person = p_person and created_at < p_now;
  get diagnostics count = row_count; what := 'kept-answers'; return next;
  delete from presence where physician = p_person;
  delete from physician_language where physician = p_person;
  delete from physician_territory where physician = p_person;
  delete from physician_specialty where physician = p_person;
  delete from availability where physician = p_person;
  delete from nurse_care_home where nurse = p_person;
  update person set subject = 'erased:' || id where id = p_person and subject not like 'erased:%';
  get diagnostics count = row_count; what := 'sign-in'; return next;
end
$$;

do $$
declare
  routine text;
begin
  foreach routine in array array['record_kept_until(uuid)', 'erase_beside_record(uuid, timestamptz)',
    'erase_resident(uuid, timestamptz)', 'is_engaged(uuid, timestamptz)', 'erase_person(uuid, timestamptz)']
  loop
    -- Run with the owner's rights, so nothing that a session makes may take a table's place.
    execute format('alter function %s security definer set search_path = %I, pg_temp', routine, current_schema());
    execute format('revoke execute on function %s from public', routine);
    execute format('grant execute on function %s to chevet_app', routine);
  end loop;
end
$$;

grant select, insert on data_export to chevet_app;
grant insert on data_erasure to chevet_app;
