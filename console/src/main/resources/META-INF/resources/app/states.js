/** The states of a consultation that still ask something of someone. */
export const OPEN_STATES = ['requested', 'scheduled', 'accepted', 'at-bedside', 'in-session', 'concluded'];

/** The states in which it ended before its time, each for a reason; what comes next can be offered. */
export const SIDE_EXITS = [
  'cancelled',
  'absent',
  'physician-unavailable',
  'technical-failure',
  'patient-unwell',
  'refused-by-patient',
  'misrouted',
  'converted',
];

export const isOpen = (view) => OPEN_STATES.includes(view.state);

/** Nothing is asked of a call any more: what was to be said has been said, or never will be. */
export const isOver = (view) => view.state === 'concluded' || !isOpen(view);
