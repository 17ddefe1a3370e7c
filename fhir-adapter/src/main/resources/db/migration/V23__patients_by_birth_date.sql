CREATE INDEX patient_match_of_hospital_by_birth_date ON patient_match (hospital, birth_date);
