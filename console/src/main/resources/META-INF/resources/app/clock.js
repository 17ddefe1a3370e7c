const SKEW_NOTICED_MS = 2_000;

/** The server's time as this device knows it: a tablet whose clock is wrong still shows true waiting times. */
class Clock {
  #skewMs = 0;

  now() {
    return Date.now() + this.#skewMs;
  }

  /** Learns from the Date header of an answer, which counts whole seconds. */
  heard(dateHeader) {
    const server = Date.parse(dateHeader ?? '');
    if (Number.isNaN(server)) return;
    const skew = server + 500 - Date.now();
    this.#skewMs = Math.abs(skew) < SKEW_NOTICED_MS ? 0 : skew;
  }
}

export const clock = new Clock();
