const NOTES_HZ = [660, 880];
const NOTE_SECONDS = 0.22;
const LOUDNESS = 0.12;

let context = null;

/** Two soft notes. A browser that has not been touched yet stays silent, and that is no fault. */
export function chime() {
  try {
    context ??= new AudioContext();
    NOTES_HZ.forEach((pitch, place) => {
      const begins = context.currentTime + place * NOTE_SECONDS;
      const note = new OscillatorNode(context, { frequency: pitch });
      const loudness = new GainNode(context, { gain: 0 });
      loudness.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_SECONDS);
      note.connect(loudness).connect(context.destination);
      note.start(begins);
      note.stop(begins + NOTE_SECONDS);
    });
  } catch {
    context = null;
  }
}
