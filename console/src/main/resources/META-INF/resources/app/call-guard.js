/**
 * The call that this page carries, if any. While it is active nothing may take its page away.
 * After a reload it tells which consultation to rejoin.
 */
export const inCall = {
  active: false,
  consultation: null,

  begin(consultation) {
    this.active = true;
    this.consultation = consultation;
    sessionStorage.setItem(STORED, consultation);
  },

  end() {
    this.active = false;
    this.consultation = null;
    sessionStorage.removeItem(STORED);
  },

  /** Whether this very tab was in that call before it was reloaded. */
  interrupted: (consultation) => sessionStorage.getItem(STORED) === consultation,
};

const STORED = 'chevet.in-call';
