-- The second lock: whatever the service asks, its role is shown residents' data only in one of two ways. Work of the
-- service itself says so when it connects (chevet.work = 'service'). A person's request says who she is
-- (chevet.person), and is then shown what her care homes, her specialties and her circles of care hold, and no more. A
-- session that says neither is shown nothing. The rules are coarser than the service's own, which decide in detail.
create function chevet_person() returns uuid language sql stable as $$
  select nullif(current_setting('chevet.person', true), '')::uuid
$$;

create function chevet_is_service() returns boolean language sql stable as $$
  select coalesce(current_setting('chevet.person', true), '') = '' and current_setting('chevet.work', true) = 'service'
$$;

-- What the rules compare with. Not in SQL, so that each is planned once in a session and not with every query.
create function chevet_role() returns text language plpgsql stable as $$
begin
  return (select p.role from person p where p.id = chevet_person());
end
$$;

create function chevet_care_homes() returns uuid[] language plpgsql stable as $$
begin
  return array(select n.care_home from nurse_care_home n where n.nurse = chevet_person());
end
$$;

create function chevet_specialties() returns text[] language plpgsql stable as $$
begin
  return array(select s.specialty from physician_specialty s where s.physician = chevet_person());
end
$$;

create function chevet_circle() returns uuid[] language plpgsql stable as $$
begin
  return array(
    select c.resident from circle_of_care c
    where c.person = chevet_person() and c.since <= now() and (c.until is null or c.until > now()));
end
$$;

-- Coordinators see who waits and where; the rows say more than that, and the service holds it back.
create policy second_lock on consultation to chevet_app using (
  (select chevet_is_service())
  or care_home = any ((select chevet_care_homes())::uuid[])
  or specialty = any ((select chevet_specialties())::text[])
  or physician = (select chevet_person())
  or hand_over_to = (select chevet_person())
  or resident = any ((select chevet_circle())::uuid[])
  or (select chevet_role()) = 'coordinator');

create policy second_lock on expertise to chevet_app using (
  (select chevet_is_service())
  or care_home = any ((select chevet_care_homes())::uuid[])
  or specialty = any ((select chevet_specialties())::text[])
  or expert = (select chevet_person())
  or resident = any ((select chevet_circle())::uuid[])
  or (select chevet_role()) = 'coordinator');

-- Whether a file of the resident is shown; asked under the rules above.
create function chevet_is_shown_a_file_of(p_resident uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from consultation c where c.resident = p_resident)
    or exists (select from expertise e where e.resident = p_resident);
end
$$;

-- Whether a file of this number is shown.
create function chevet_is_shown_file(p_file uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from consultation c where c.id = p_file)
    or exists (select from expertise e where e.id = p_file);
end
$$;

-- Whether a file on the dossier is shown.
create function chevet_is_shown_dossier(p_dossier uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from consultation c where c.dossier = p_dossier)
    or exists (select from expertise e where e.dossier = p_dossier);
end
$$;

-- Whoever is shown a consultation is shown whose it is.
create policy second_lock on resident to chevet_app using (
  (select chevet_is_service())
  or care_home = any ((select chevet_care_homes())::uuid[])
  or id = any ((select chevet_circle())::uuid[])
  or (select chevet_role()) = 'coordinator'
  or chevet_is_shown_a_file_of(id));

create policy second_lock on hospital_record to chevet_app using (
  (select chevet_is_service())
  or ((select chevet_role()) in ('nurse', 'physician')
    and exists (select from resident r where r.id = hospital_record.resident)));

create policy second_lock on vital to chevet_app using (
  (select chevet_is_service())
  or ((select chevet_role()) in ('nurse', 'physician')
    and chevet_is_shown_dossier(dossier)));

create policy second_lock on report to chevet_app using (
  (select chevet_is_service())
  or ((select chevet_role()) in ('nurse', 'physician')
    and chevet_is_shown_file(consultation)));

create policy second_lock on prescription to chevet_app using (
  (select chevet_is_service())
  or ((select chevet_role()) in ('nurse', 'physician')
    and chevet_is_shown_file(consultation)));

create policy second_lock on attachment to chevet_app using (
  (select chevet_is_service())
  -- Who erases a care home's files counts them; a row says how large a file is, and nothing of whom.
  or (select chevet_role()) = 'operator'
  or ((select chevet_role()) in ('nurse', 'physician')
    and chevet_is_shown_dossier(dossier)));

create index if not exists consultation_of_dossier on consultation (dossier);
create index if not exists expertise_of_dossier on expertise (dossier);
create index if not exists expertise_of_resident on expertise (resident);

alter table consultation enable row level security;
alter table expertise enable row level security;
alter table resident enable row level security;
alter table hospital_record enable row level security;
alter table vital enable row level security;
alter table report enable row level security;
alter table prescription enable row level security;
alter table attachment enable row level security;
