import { plural } from './plural.js';

/** English words of being on call, waiting, and what is told. */
export const oncall = {
  'header.places': 'Places',
  'place.home': 'Home',
  'place.agenda': 'Agenda',
  'place.expertises': 'Opinions',

  'bell.title': 'Notifications',
  'bell.label': ({ n }) => (n ? `Notifications, ${n} unread` : 'Notifications'),
  'bell.none': 'Nothing new.',

  'presence.on': 'I take requests',
  'presence.off': 'I take no requests',
  'presence.on-hint': 'Requests in your specialties ring here.',
  'presence.off-hint': 'Nothing rings. The list stays visible.',
  'presence.unheard': 'The service does not hear you at the moment.',

  'offer.title': 'A request for you',
  'offer.somebody': 'A patient, {home}',
  'offer.lost': 'This request is no longer to be taken',
  'offer.refuse': 'Not now',

  'wait.place': ({ n }) => (n === 1 ? 'You are next' : `You are number ${n} in line`),
  'wait.estimate': 'about {likely} min',
  'wait.how': 'How is this estimated?',
  'wait.basis': ({ low, high, sample, service, n, engaged, days }) => `Between ${low} and ${high} min. From the last ${sample} consultations${days ? ` (${days} days)` : ''}, half of which take ${service} min or less, and ${n} ${plural(n, 'physician', 'physicians')} present${engaged ? `, ${engaged} of them in a consultation` : ''}.`,
  'wait.none.nobody-present': 'no physician on call at the moment',
  'wait.none.sample-too-small': 'too few recent consultations for an honest estimate',
  'wait.none.dossier-incomplete': 'physicians are rung once the dossier is complete',
  'wait.none.not-rung': 'physicians see it in their list',

  'mail.none': 'Get my reminders by mail',
  'mail.title': 'My reminders by mail',
  'mail.hint': 'Appointments made, moved, called off. No patient’s name is sent.',
  'mail.address': 'Mail address',
  'mail.stop': 'Send me nothing more',
  'mail.close': 'Close',
  'mail.send-code': 'Send me a code',
  'mail.code': 'Code sent to {address}',
  'mail.tries': ({ n }) => `${n} ${plural(n, 'try', 'tries')} left.`,
  'mail.later': 'Later',
  'mail.confirm': 'Confirm',
  'mail.wrong-code': 'That is not the code.',
};
