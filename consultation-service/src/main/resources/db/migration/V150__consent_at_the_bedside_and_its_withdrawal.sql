-- Consent is given for each act. A consultation that an expert asks for has none until the nurse has it at the bedside, and
-- nobody comes past the bedside without. Who takes it back ends what it was given for.
alter table consultation
  alter column consent_given_by drop not null,
  alter column consent_gp_agreement drop not null,
  alter column consent_recorded_at drop not null,
  add column bedside_consent_given_by text
    check (bedside_consent_given_by in ('resident', 'guardian', 'trusted-person', 'oral-witnessed')),
  add column bedside_consent_gp_agreement boolean,
  add column bedside_consent_recorded_at timestamptz,
  add column consent_withdrawn_by text
    check (consent_withdrawn_by in ('resident', 'guardian', 'trusted-person', 'oral-witnessed')),
  add constraint consent_whole check (
    num_nulls(consent_given_by, consent_gp_agreement, consent_recorded_at) in (0, 3)
    and num_nulls(bedside_consent_given_by, bedside_consent_gp_agreement, bedside_consent_recorded_at) in (0, 3)),
  add constraint no_bedside_without_consent check (
    bedside_at is null or consent_given_by is not null or bedside_consent_given_by is not null),
  add constraint withdrawal_ends_it check (consent_withdrawn_by is null or state = 'refused-by-patient');

alter table expertise
  add column consent_withdrawn_by text
    check (consent_withdrawn_by in ('resident', 'guardian', 'trusted-person', 'oral-witnessed')),
  add constraint withdrawal_ends_it check (consent_withdrawn_by is null or state = 'cancelled');
