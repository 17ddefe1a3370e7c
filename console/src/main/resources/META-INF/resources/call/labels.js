/** What a transceiver carries, how much it matters, and what each bandwidth tier leaves of it. */

export const LABELS = {
  mic: { kind: 'audio', priority: 'high' },
  stethoscope: { kind: 'audio', priority: 'high' },
  'exam-camera': { kind: 'video', priority: 'medium' },
  otoscope: { kind: 'video', priority: 'medium' },
  screen: { kind: 'video', priority: 'medium' },
  face: { kind: 'video', priority: 'low' },
};

/** Heart sounds look like noise and echo to a browser: the processing that helps speech erases them. */
export const STETHOSCOPE_CONSTRAINTS = {
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
};

export const TIERS = ['T0', 'T1', 'T2', 'T3'];

const VIDEO = {
  T0: { active: false },
  T1: { active: false },
  T2: { active: true, maxBitrate: 300_000, maxFramerate: 15, height: 360 },
  T3: { active: true, maxBitrate: 1_200_000, maxFramerate: 30, height: 720 },
};
const AUDIO = {
  T0: { active: true, maxBitrate: 32_000 },
  T1: { active: true, maxBitrate: 64_000 },
  T2: { active: true, maxBitrate: 64_000 },
  T3: { active: true, maxBitrate: 96_000 },
};

/** The label that a track without one has. */
export function defaultLabel(kind) {
  return kind === 'audio' ? 'mic' : 'face';
}

/** Makes a sender keep to a tier. */
export async function keepTo(sender, tier) {
  const track = sender.track;
  if (!track) return;
  const wanted = (track.kind === 'video' ? VIDEO : AUDIO)[tier];
  const parameters = sender.getParameters();
  if (!parameters.encodings?.length) return;
  const encoding = parameters.encodings[0];
  encoding.active = wanted.active;
  if (wanted.maxBitrate) encoding.maxBitrate = wanted.maxBitrate;
  if (track.kind === 'video' && wanted.height) {
    encoding.maxFramerate = wanted.maxFramerate;
    const height = track.getSettings().height ?? wanted.height;
    encoding.scaleResolutionDownBy = Math.max(1, height / wanted.height);
  }
  await sender.setParameters(parameters);
}
