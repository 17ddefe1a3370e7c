-- What a hospital calls the resident, where that is known for certain.
CREATE FUNCTION patients_of(p_resident text) RETURNS TABLE (hospital text, patient text) LANGUAGE sql STABLE AS $$
    SELECT m.hospital, m.patient FROM patient_match m WHERE m.resident = p_resident AND m.outcome = 'linked'
$$;

-- Consultations, bookings and expertises of the resident, as far as hospitals have been told of them.
CREATE FUNCTION files_of(p_resident text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT DISTINCT d.consultation FROM delivery d WHERE d.subject = 'patient:' || p_resident
$$;

-- What of the resident hospitals hold from us; practitioners and care homes are others' too.
CREATE FUNCTION ledger_of(p_resident text) RETURNS SETOF ledger LANGUAGE sql STABLE AS $$
    SELECT l.* FROM ledger l
    WHERE l.resource_type NOT IN ('Organization', 'Practitioner')
      AND l.delivery IN (SELECT d.id FROM delivery d WHERE d.subject = 'patient:' || p_resident)
$$;

-- Accesses at the facade that concern the resident: by the patient, by her own number, or by one of her documents.
CREATE FUNCTION accesses_of(p_resident text) RETURNS SETOF facade_access LANGUAGE sql STABLE AS $$
    SELECT a.* FROM facade_access a
    WHERE EXISTS (
        SELECT FROM patients_of(p_resident) p
        WHERE p.hospital = a.hospital
          AND (a.patient = p.patient OR a.resource_type = 'Patient' AND a.resource_id = p.patient
            OR EXISTS (SELECT FROM import i WHERE i.hospital = a.hospital AND i.patient = p.patient
                         AND i.resource_type = a.resource_type AND i.source_id = a.resource_id)))
       OR EXISTS (SELECT FROM files_of(p_resident) f WHERE a.resource_id LIKE 'r-' || f || '-%')
       OR EXISTS (
        SELECT FROM resident r
        WHERE r.id = p_resident
          AND (position(r.ins_value IN a.query) > 0
            OR length(r.birth_name) > 2 AND position('=' || lower(r.birth_name) IN lower(a.query)) > 0
            OR length(r.used_name) > 2 AND position('=' || lower(r.used_name) IN lower(a.query)) > 0))
$$;

-- Everything that is on record here about one resident.
CREATE FUNCTION resident_data(p_resident text) RETURNS TABLE (name text, data jsonb) LANGUAGE sql STABLE AS $$
    SELECT s.name, coalesce(s.data, '[]') FROM (
        SELECT 'identity', (SELECT jsonb_agg(to_jsonb(r)) FROM resident r WHERE r.id = p_resident)
        UNION ALL SELECT 'hospital_patients', jsonb_agg(to_jsonb(m))
        FROM patient_match m WHERE m.resident = p_resident OR p_resident = ANY (m.candidates)
        UNION ALL SELECT 'rulings', jsonb_agg(to_jsonb(m)) FROM match_ruling m WHERE m.resident = p_resident
        UNION ALL SELECT 'received', jsonb_agg(
            to_jsonb(i) - 'resource' || jsonb_build_object('resource', i.resource::jsonb) ORDER BY i.number)
        FROM import i JOIN patients_of(p_resident) p ON p.hospital = i.hospital
            AND (i.patient = p.patient OR i.resource_type = 'Patient' AND i.source_id = p.patient)
        UNION ALL SELECT 'deliveries', jsonb_agg(
            to_jsonb(d) - 'snapshot' || jsonb_build_object('snapshot', d.snapshot::jsonb) ORDER BY d.id)
        FROM delivery d WHERE d.subject = 'patient:' || p_resident
        UNION ALL SELECT 'messages', jsonb_agg(to_jsonb(h) - 'snapshot' ORDER BY h.id)
        FROM hl7_outgoing h WHERE h.snapshot::jsonb #>> '{resident,id}' = p_resident
        UNION ALL SELECT 'attachments', jsonb_agg(a.snapshot::jsonb)
        FROM attachment a WHERE a.snapshot::jsonb ->> 'resident' = p_resident
        UNION ALL SELECT 'held_by_hospitals', jsonb_agg(to_jsonb(l)) FROM ledger_of(p_resident) l
        UNION ALL SELECT 'exports', jsonb_agg(to_jsonb(t) ORDER BY t.id)
        FROM export_trace t WHERE t.identifier IN (SELECT identifier FROM ledger_of(p_resident))
        UNION ALL SELECT 'accesses', jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM accesses_of(p_resident) a
        -- The headers are the hospital's secrets.
        UNION ALL SELECT 'subscriptions', jsonb_agg(to_jsonb(h) - 'headers')
        FROM hook_subscription h JOIN patients_of(p_resident) p USING (hospital, patient)
        UNION ALL SELECT 'bulk_exports', jsonb_agg(
            jsonb_build_object('hospital', j.hospital, 'as_of', j.as_of, 'types', j.types, 'expires_at', j.expires_at))
        FROM export_job j WHERE j.state = 'done' AND j.hospital IN (SELECT hospital FROM patients_of(p_resident))
    ) AS s (name, data)
$$;

-- Erases the resident with everything there is of her. What stays says that there was something: an access without whom
-- it concerned, a message without what it said.
CREATE FUNCTION erase_resident(p_resident text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    hers        text[] := array(SELECT identifier FROM ledger_of(p_resident));
    files       text[] := array(SELECT files_of(p_resident));
    told        bigint[] := array(SELECT id FROM delivery WHERE subject = 'patient:' || p_resident);
    hospitals   text[] := array(SELECT DISTINCT p.hospital FROM patients_of(p_resident) p);
    bodies      bigint[];
BEGIN
    UPDATE facade_access SET patient = NULL, query = NULL, resource_id = NULL
    WHERE id IN (SELECT id FROM accesses_of(p_resident));
    DELETE FROM hook_subscription h USING patients_of(p_resident) p
    WHERE h.hospital = p.hospital AND h.patient = p.patient;
    -- Numbers are told without a gap, so the event keeps its own.
    UPDATE hook_event SET focus = 'DocumentReference/erased-' || number
    WHERE EXISTS (SELECT FROM unnest(files) f WHERE focus LIKE 'DocumentReference/r-' || f || '-%');
    -- A bulk export is written anew, without her.
    DELETE FROM export_file WHERE job IN (SELECT id FROM export_job WHERE hospital = ANY (hospitals));
    UPDATE export_job SET state = 'queued', run = run + 1, leased_until = NULL, finished_at = NULL
    WHERE hospital = ANY (hospitals) AND state <> 'failed';

    DELETE FROM export_trace WHERE identifier = ANY (hers);
    DELETE FROM finding WHERE identifier = ANY (hers);
    DELETE FROM ledger WHERE identifier = ANY (hers);
    DELETE FROM pending_call
    WHERE key IN (SELECT 'delivery:' || id FROM unnest(told) id) OR path LIKE '%/residents/' || p_resident || '/%';
    DELETE FROM hl7_outgoing WHERE snapshot::jsonb #>> '{resident,id}' = p_resident;
    DELETE FROM attachment WHERE snapshot::jsonb ->> 'resident' = p_resident OR consultation = ANY (files);
    DELETE FROM delivery WHERE id = ANY (told);
    DELETE FROM lane WHERE subject = 'patient:' || p_resident;

    CREATE TEMPORARY TABLE hers_received ON COMMIT DROP AS
    SELECT i.hospital, i.resource_type, i.source_id, i.received
    FROM import i JOIN patients_of(p_resident) p ON p.hospital = i.hospital
        AND (i.patient = p.patient OR i.resource_type = 'Patient' AND i.source_id = p.patient);
    bodies := array(SELECT DISTINCT received FROM hers_received);
    DELETE FROM import_identifier t USING hers_received h
    WHERE (t.hospital, t.resource_type, t.source_id) = (h.hospital, h.resource_type, h.source_id);
    DELETE FROM import_reference t USING hers_received h
    WHERE (t.hospital, t.resource_type, t.source_id) = (h.hospital, h.resource_type, h.source_id);
    DELETE FROM seen_version t USING hers_received h
    WHERE (t.hospital, t.resource_type, t.source_id) = (h.hospital, h.resource_type, h.source_id);
    DELETE FROM import t USING hers_received h
    WHERE (t.hospital, t.resource_type, t.source_id) = (h.hospital, h.resource_type, h.source_id);
    DELETE FROM received r WHERE r.id = ANY (bodies) AND NOT EXISTS (SELECT FROM import i WHERE i.received = r.id);
    -- What else came with her in one body is kept as resources; the body cannot be kept in part.
    UPDATE received SET body = '' WHERE id = ANY (bodies);
    DROP TABLE hers_received;
    DELETE FROM import_incident i USING patients_of(p_resident) p
    WHERE i.hospital = p.hospital
      AND (position(convert_to('Patient/' || p.patient || '"', 'UTF8') IN i.body) > 0
        OR position(convert_to('Patient/' || p.patient || '/', 'UTF8') IN i.body) > 0);
    DELETE FROM import_incident i USING resident r
    WHERE r.id = p_resident AND position(convert_to(r.ins_value, 'UTF8') IN i.body) > 0;
    DELETE FROM feed_incident WHERE payload LIKE '%' || p_resident || '%';

    DELETE FROM told_record WHERE resident = p_resident;
    DELETE FROM told_appointments WHERE resident = p_resident;
    DELETE FROM match_ruling WHERE resident = p_resident;
    DELETE FROM patient_match WHERE resident = p_resident;
    UPDATE patient_match SET candidates = array_remove(candidates, p_resident) WHERE p_resident = ANY (candidates);
    DELETE FROM resident WHERE id = p_resident;
END
$$;
