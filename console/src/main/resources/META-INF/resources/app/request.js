import { vitalsOf } from './measures.js';

/** What a request begins as. */
export const EMPTY_REQUEST = {
  specialty: '',
  urgency: '',
  way: 'now',
  question: '',
  vitals: {},
  takenAt: {},
  answers: {},
  consent: false,
  givenBy: 'resident',
  gpAgreement: false,
};

export const draftOf = (resident) => `request.${resident}`;

/** The request as the service takes it, from what was typed. */
export function requestBody(resident, typed) {
  const { specialty, urgency, question, vitals, takenAt, answers } = typed;
  const answered = Object.entries(answers ?? {}).filter(([, value]) => value !== '' && value !== null);
  return {
    resident,
    specialty,
    urgency,
    question: question.trim(),
    placeType: 'care-home',
    vitals: vitalsOf(vitals, takenAt),
    consent: consentOf(typed),
    ...(answered.length && { checklist: Object.fromEntries(answered) }),
  };
}

/** An expertise asks for an opinion in writing: whatever was measured goes with it, and it takes place nowhere. */
export function expertiseBody(resident, typed) {
  const { placeType: _, ...rest } = requestBody(resident, typed);
  return rest;
}

export const consentOf = ({ givenBy, gpAgreement }) => ({ givenBy, ...(gpAgreement && { gpAgreement }) });
