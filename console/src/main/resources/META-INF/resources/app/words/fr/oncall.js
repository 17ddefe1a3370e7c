import { plural } from './plural.js';

/** French words of being on call, waiting, and what is told. */
export const oncall = {
  'header.places': 'Rubriques',
  'place.home': 'Accueil',
  'place.agenda': 'Agenda',
  'place.expertises': 'Avis écrits',

  'bell.title': 'Notifications',
  'bell.label': ({ n }) => (n ? `Notifications, ${n} non ${plural(n, 'lue', 'lues')}` : 'Notifications'),
  'bell.none': 'Rien de nouveau.',

  'presence.on': 'Je prends les demandes',
  'presence.off': 'Je ne prends pas de demande',
  'presence.on-hint': 'Les demandes de vos spécialités sonnent ici.',
  'presence.off-hint': 'Rien ne sonne. La liste reste visible.',
  'presence.unheard': 'Le service ne vous entend pas en ce moment.',

  'offer.title': 'Une demande pour vous',
  'offer.somebody': 'Un patient, {home}',
  'offer.lost': 'Cette demande n’est plus à prendre',
  'offer.refuse': 'Pas maintenant',

  'wait.place': ({ n }) => (n === 1 ? 'Vous êtes la prochaine' : `Vous êtes ${n}e dans la file`),
  'wait.estimate': 'environ {likely} min',
  'wait.how': 'Comment est-ce estimé ?',
  'wait.basis': ({ low, high, sample, service, n, engaged, days }) => `Entre ${low} et ${high} min. D’après les ${sample} dernières consultations${days ? ` (${days} jours)` : ''}, qui durent ${service} min une fois sur deux, et ${n} ${plural(n, 'médecin présent', 'médecins présents')}${engaged ? `, dont ${engaged} en consultation` : ''}.`,
  'wait.none.nobody-present': 'aucun médecin de garde en ce moment',
  'wait.none.sample-too-small': 'pas assez de consultations récentes pour une estimation honnête',
  'wait.none.dossier-incomplete': 'les médecins sonnent dès que le dossier est complet',
  'wait.none.not-rung': 'les médecins la voient dans leur liste',

  'mail.none': 'Recevoir mes rappels par e-mail',
  'mail.title': 'Mes rappels par e-mail',
  'mail.hint': 'Rendez-vous pris, déplacés, annulés. Aucun nom de patient n’est envoyé.',
  'mail.address': 'Adresse e-mail',
  'mail.stop': 'Ne plus rien m’envoyer',
  'mail.close': 'Fermer',
  'mail.send-code': 'Recevoir un code',
  'mail.code': 'Code envoyé à {address}',
  'mail.tries': ({ n }) => `Encore ${n} ${plural(n, 'essai', 'essais')}.`,
  'mail.later': 'Plus tard',
  'mail.confirm': 'Confirmer',
  'mail.wrong-code': 'Ce n’est pas le bon code.',
};
