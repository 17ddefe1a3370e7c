-- A reason that the service gives itself is kept by its code, so that each page has it in its reader's language.
update consultation set exit_reason = 'consent-withdrawn'
where consent_withdrawn_by is not null and exit_reason = 'Consentement retiré';
update consultation set exit_reason = 'written-opinion-asked'
where state = 'converted' and exit_reason = 'Avis écrit demandé';
update expertise set end_reason = 'consent-withdrawn'
where consent_withdrawn_by is not null and end_reason = 'Consentement retiré';
