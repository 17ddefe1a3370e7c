/** What one may ask for. */
export const SPECIALTIES = ['general-medicine', 'geriatrics', 'dermatology', 'cardiology', 'psychiatry', 'diabetology'];
export const URGENCIES = ['immediate', 'today', 'this-week'];
export const GIVERS = ['resident', 'guardian', 'trusted-person', 'oral-witnessed'];
