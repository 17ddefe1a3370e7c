-- Invented people and places, so that the service can be tried at once. Runs again whenever this file changes; what is
-- already there stays as it is.

insert into territory (id, name, zone) values
  ('0199a1c2-0000-7000-8000-000000000001', 'Haute-Brenne', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000002', 'Sud Sauvage – La Réunion', 'Indian/Reunion')
on conflict do nothing;

insert into hospital (id, name, finess) values
  ('0199a1c2-0000-7000-8000-000000000151', 'Centre hospitalier de la Brenne', '990000101'),
  ('0199a1c2-0000-7000-8000-000000000152', 'Centre hospitalier du Sud Sauvage', '990000102')
on conflict do nothing;

insert into care_home (id, name, finess, zone, territory) values
  ('0199a1c2-0000-7000-8000-000000000101', 'EHPAD Les Tilleuls', '990000011', 'Europe/Paris', '0199a1c2-0000-7000-8000-000000000001'),
  ('0199a1c2-0000-7000-8000-000000000102', 'Foyer La Source', '990000012', 'Europe/Paris', '0199a1c2-0000-7000-8000-000000000001'),
  ('0199a1c2-0000-7000-8000-000000000103', 'EHPAD Les Flamboyants', '990000013', 'Indian/Reunion', '0199a1c2-0000-7000-8000-000000000002')
on conflict do nothing;

insert into care_home_hospital (care_home, hospital) values
  ('0199a1c2-0000-7000-8000-000000000101', '0199a1c2-0000-7000-8000-000000000151'),
  ('0199a1c2-0000-7000-8000-000000000102', '0199a1c2-0000-7000-8000-000000000151'),
  ('0199a1c2-0000-7000-8000-000000000103', '0199a1c2-0000-7000-8000-000000000152')
on conflict do nothing;

insert into person (id, subject, role, display_name, family_name, given_name, rpps, locale, zone) values
  ('0199a1c2-0000-7000-8000-000000000211', 'claire.dubourg', 'nurse', 'Claire Dubourg', 'Dubourg', 'Claire', '99900000211', 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000212', 'yann.kerdoncuff', 'nurse', 'Yann Kerdoncuff', 'Kerdoncuff', 'Yann', '99900000212', 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000213', 'marie-ange.payet', 'nurse', 'Marie-Ange Payet', 'Payet', 'Marie-Ange', '99900000213', 'fr', 'Indian/Reunion'),
  ('0199a1c2-0000-7000-8000-000000000201', 'helene.vasseur', 'physician', 'Dr Hélène Vasseur', 'Vasseur', 'Hélène', '99900000201', 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000202', 'amadou.sarr', 'physician', 'Dr Amadou Sarr', 'Sarr', 'Amadou', '99900000202', 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000203', 'louise.benharoun', 'physician', 'Dr Louise Benharoun', 'Benharoun', 'Louise', '99900000203', 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000204', 'paul.techer', 'physician', 'Dr Paul Techer', 'Techer', 'Paul', '99900000204', 'fr', 'Indian/Reunion'),
  ('0199a1c2-0000-7000-8000-000000000221', 'sophie.lagrange', 'coordinator', 'Sophie Lagrange', 'Lagrange', 'Sophie', null, 'fr', 'Europe/Paris'),
  ('0199a1c2-0000-7000-8000-000000000231', 'olivier.roche', 'operator', 'Olivier Roche', 'Roche', 'Olivier', null, 'fr', 'Europe/Paris')
on conflict do nothing;

insert into nurse_care_home (nurse, care_home) values
  ('0199a1c2-0000-7000-8000-000000000211', '0199a1c2-0000-7000-8000-000000000101'),
  ('0199a1c2-0000-7000-8000-000000000212', '0199a1c2-0000-7000-8000-000000000102'),
  ('0199a1c2-0000-7000-8000-000000000213', '0199a1c2-0000-7000-8000-000000000103')
on conflict do nothing;

insert into physician_specialty (physician, specialty, rank) values
  ('0199a1c2-0000-7000-8000-000000000201', 'geriatrics', 1),
  ('0199a1c2-0000-7000-8000-000000000202', 'general-medicine', 1),
  -- A second geriatrician, so that a session can be handed over.
  ('0199a1c2-0000-7000-8000-000000000202', 'geriatrics', 2),
  ('0199a1c2-0000-7000-8000-000000000203', 'dermatology', 1),
  ('0199a1c2-0000-7000-8000-000000000204', 'cardiology', 1)
on conflict do nothing;

-- When the physicians can be booked, each in her own local time, and what a booking can take along.
insert into availability (physician, specialty, length_minutes, buffer_before_minutes, buffer_after_minutes, lead_minutes,
  daily_cap, holidays, departures, patterns)
select physician, specialty, length, before, after, lead, cap, holidays, '[]', (
  select jsonb_agg(
    jsonb_build_object('day', day, 'opens', split_part(hours, '-', 1), 'closes', split_part(hours, '-', 2)))
  from unnest(days) as day, unnest(open) as hours)
from (values
  (uuid '0199a1c2-0000-7000-8000-000000000201', 'geriatrics', 20, 0, 10, 30, 12, 'fr-alsace-moselle',
   array['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], array['08:30-12:00', '13:30-18:00']),
  (uuid '0199a1c2-0000-7000-8000-000000000202', 'general-medicine', 15, 0, 5, 15, 0, 'fr',
   array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'], array['08:00-12:30', '14:00-19:00']),
  (uuid '0199a1c2-0000-7000-8000-000000000203', 'dermatology', 20, 0, 0, 60, 0, 'fr',
   array['monday', 'wednesday', 'thursday'], array['08:30-12:00', '13:30-18:00']),
  (uuid '0199a1c2-0000-7000-8000-000000000204', 'cardiology', 30, 5, 10, 60, 10, 'fr-reunion',
   array['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], array['08:00-12:00', '14:00-17:30'])
) as week(physician, specialty, length, before, after, lead, cap, holidays, days, open)
on conflict do nothing;

insert into physician_language (physician, language) values
  ('0199a1c2-0000-7000-8000-000000000201', 'fr'), ('0199a1c2-0000-7000-8000-000000000201', 'de'),
  ('0199a1c2-0000-7000-8000-000000000202', 'fr'), ('0199a1c2-0000-7000-8000-000000000202', 'wo'), ('0199a1c2-0000-7000-8000-000000000202', 'en'),
  ('0199a1c2-0000-7000-8000-000000000203', 'fr'), ('0199a1c2-0000-7000-8000-000000000203', 'ar'),
  ('0199a1c2-0000-7000-8000-000000000204', 'fr'), ('0199a1c2-0000-7000-8000-000000000204', 'rcf')
on conflict do nothing;

insert into device_kit (id, care_home, name) values
  ('0199a1c2-0000-7000-8000-000000000401', '0199a1c2-0000-7000-8000-000000000101', 'Valise 1 – stéthoscope, ECG'),
  ('0199a1c2-0000-7000-8000-000000000402', '0199a1c2-0000-7000-8000-000000000101', 'Valise 2 – dermatoscope'),
  ('0199a1c2-0000-7000-8000-000000000403', '0199a1c2-0000-7000-8000-000000000102', 'Valise de La Source'),
  ('0199a1c2-0000-7000-8000-000000000404', '0199a1c2-0000-7000-8000-000000000103', 'Valise 1 – stéthoscope, ECG'),
  ('0199a1c2-0000-7000-8000-000000000405', '0199a1c2-0000-7000-8000-000000000103', 'Valise 2 – caméra')
on conflict do nothing;

insert into care_room (id, care_home, name) values
  ('0199a1c2-0000-7000-8000-000000000501', '0199a1c2-0000-7000-8000-000000000101', 'Salon des Tilleuls'),
  ('0199a1c2-0000-7000-8000-000000000502', '0199a1c2-0000-7000-8000-000000000101', 'Salle de soins'),
  ('0199a1c2-0000-7000-8000-000000000503', '0199a1c2-0000-7000-8000-000000000102', 'Bureau calme'),
  ('0199a1c2-0000-7000-8000-000000000504', '0199a1c2-0000-7000-8000-000000000102', 'Salle de soins'),
  ('0199a1c2-0000-7000-8000-000000000505', '0199a1c2-0000-7000-8000-000000000103', 'Varangue fermée'),
  ('0199a1c2-0000-7000-8000-000000000506', '0199a1c2-0000-7000-8000-000000000103', 'Salle de soins')
on conflict do nothing;

-- Each resident who is new here is told to those who read the feed, as any later one will be.
with registered as (
  insert into resident (id, care_home, birth_name, birth_given_names, used_name, used_given_name,
    sex, birth_date, birth_place_insee, ins_oid, ins_value, identity_status)
  values
    (uuid '0199a1c2-0000-7000-8000-000000000301', uuid '0199a1c2-0000-7000-8000-000000000101', 'TOURNESOL', array['MARGUERITE', 'JEANNE'], 'Tournesol', 'Marguerite',
     'female', date '1934-05-12', '99999', '1.2.250.1.213.1.4.11', '234059999900108', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000302', uuid '0199a1c2-0000-7000-8000-000000000101', 'BRUYERE', array['LUCIEN'], 'Bruyère', 'Lucien',
     'male', date '1938-11-03', '99999', '1.2.250.1.213.1.4.11', '138119999900254', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000303', uuid '0199a1c2-0000-7000-8000-000000000101', 'COQUELICOT', array['ODETTE', 'LOUISE'], 'Coquelicot', 'Odette',
     'female', date '1931-02-27', '99999', '1.2.250.1.213.1.4.11', '231029999900308', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000304', uuid '0199a1c2-0000-7000-8000-000000000101', 'GENET', array['FERNAND'], 'Genêt', 'Fernand',
     'male', date '1936-07-19', '99999', null, null, 'provisional'),
    (uuid '0199a1c2-0000-7000-8000-000000000305', uuid '0199a1c2-0000-7000-8000-000000000102', 'LAVANDE', array['INES'], 'Lavande', 'Inès',
     'female', date '1988-03-14', '99999', '1.2.250.1.213.1.4.11', '288039999900542', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000306', uuid '0199a1c2-0000-7000-8000-000000000102', 'MIMOSA', array['THOMAS'], 'Mimosa', 'Thomas',
     'male', date '1979-09-05', '99999', '1.2.250.1.213.1.4.11', '179099999900646', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000307', uuid '0199a1c2-0000-7000-8000-000000000102', 'PERVENCHE', array['NADIA'], 'Pervenche', 'Nadia',
     'female', date '1995-12-21', '99999', null, null, 'provisional'),
    (uuid '0199a1c2-0000-7000-8000-000000000308', uuid '0199a1c2-0000-7000-8000-000000000102', 'SUREAU', array['HUGO'], 'Sureau', 'Hugo',
     'male', date '1969-06-30', '99999', '1.2.250.1.213.1.4.11', '169069999900801', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000309', uuid '0199a1c2-0000-7000-8000-000000000103', 'VANILLE', array['ROSE-MAY'], 'Vanille', 'Rose-May',
     'female', date '1940-01-18', '99999', '1.2.250.1.213.1.4.11', '240019999900930', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000310', uuid '0199a1c2-0000-7000-8000-000000000103', 'COMBAVA', array['GASTON'], 'Combava', 'Gaston',
     'male', date '1937-10-09', '99999', '1.2.250.1.213.1.4.11', '137109999901079', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000311', uuid '0199a1c2-0000-7000-8000-000000000103', 'LETCHI', array['SOLANGE'], 'Letchi', 'Solange',
     'female', date '1943-12-02', '99999', '1.2.250.1.213.1.4.11', '243129999901157', 'qualified'),
    (uuid '0199a1c2-0000-7000-8000-000000000312', uuid '0199a1c2-0000-7000-8000-000000000103', 'GERANIUM', array['EMILE'], 'Géranium', 'Émile',
     'male', date '1935-04-25', '99999', '1.2.250.1.213.1.4.11', '135049999901279', 'qualified')
  on conflict do nothing
  returning *)
insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
select pg_current_xact_id(), 'resident.registered', date_trunc('milliseconds', now()), 'resident', r.id,
  jsonb_strip_nulls(jsonb_build_object(
    'id', r.id,
    'birthName', r.birth_name,
    'birthGivenNames', to_jsonb(r.birth_given_names),
    'usedName', r.used_name,
    'usedGivenName', r.used_given_name,
    'sex', r.sex,
    'birthDate', r.birth_date,
    'birthPlaceInsee', r.birth_place_insee,
    'ins', case when r.ins_value is null then null
                else jsonb_build_object('oid', r.ins_oid, 'value', r.ins_value) end,
    'identityStatus', r.identity_status,
    'careHome', jsonb_build_object('id', h.id, 'name', h.name, 'finess', h.finess, 'zone', h.zone)))
from registered r join care_home h on h.id = r.care_home
order by r.id;

-- Addresses that lead nowhere (RFC 2606): without a mail server none is used.
update person set email = subject || '@chevet.example' where email is null;
