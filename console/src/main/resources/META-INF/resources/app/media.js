const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * Opens the camera and the microphone. Answers {stream, missing}: `missing` names what this device
 * lacks ('camera', 'microphone'); a refusal by the person or the browser is thrown as it comes.
 */
export async function openMedia({ camera = true } = {}) {
  if (!navigator.mediaDevices) return { stream: null, missing: ['camera', 'microphone'] };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND, video: camera && PICTURE });
    return { stream, missing: camera ? [] : ['camera'] };
  } catch (trouble) {
    if (!isMissing(trouble)) throw trouble;
    if (camera) return openMedia({ camera: false });
    return { stream: null, missing: ['camera', 'microphone'] };
  }
}

const isMissing = ({ name }) => name === 'NotFoundError' || name === 'OverconstrainedError';

/** Why the camera did not open, as a key of the dictionaries. */
export function refusalOf({ name }) {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'media.refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'media.taken';
  return 'media.failed';
}

export const close = (stream) => stream?.getTracks().forEach((track) => track.stop());

export async function cameras() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter((device) => device.kind === 'videoinput');
}

/** Puts the next camera in the place of the one in use, in the stream and in every running connection. */
export async function turnCamera(stream, connections) {
  const [old] = stream.getVideoTracks();
  const all = await cameras();
  const place = all.findIndex((camera) => camera.deviceId === old?.getSettings().deviceId);
  const next = all[(place + 1) % all.length];
  // Many tablets open one camera at a time: the old one is let go first.
  old?.stop();
  const { facingMode: _, ...size } = PICTURE;
  const opened = await navigator.mediaDevices.getUserMedia({
    video: { ...size, deviceId: { exact: next.deviceId } },
  });
  const [track] = opened.getVideoTracks();
  track.enabled = old?.enabled ?? true;
  if (old) stream.removeTrack(old);
  stream.addTrack(track);
  await Promise.all(
    connections
      .flatMap((connection) => connection.getSenders())
      .filter((sender) => sender.track?.kind === 'video')
      .map((sender) => sender.replaceTrack(track)),
  );
}
