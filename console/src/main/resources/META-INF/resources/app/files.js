/** Files as the service takes them: which formats, how large, and what each may be. */
export const FILE_BYTES_MAX = 20_000_000;

const PICTURES = ['image/jpeg', 'image/png', 'image/webp'];
const DOCUMENTS = ['application/pdf'];
const SOUNDS = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/mpeg', 'audio/ogg', 'audio/mp4', 'audio/x-m4a', 'audio/webm'];

export const ACCEPTED_PICTURES = PICTURES.join(',');
export const ACCEPTED = [...PICTURES, ...DOCUMENTS, ...SOUNDS].join(',');

const bare = (type) => type.split(';')[0].trim().toLowerCase();

/** What a file of that media type may be, the likeliest first; nothing when it is not taken. */
export function kindsOf(type) {
  if (PICTURES.includes(bare(type))) return ['photo', 'document', 'ecg'];
  if (DOCUMENTS.includes(bare(type))) return ['document', 'ecg'];
  return SOUNDS.includes(bare(type)) ? ['sound'] : [];
}

/** Why a file cannot be taken, as the end of a key of the dictionaries; null when it can. */
export function refusalOf(file) {
  if (!kindsOf(file.type).length) return 'format';
  if (file.size === 0) return 'empty';
  return file.size > FILE_BYTES_MAX ? 'size' : null;
}

/** Draws a picture small, without any address: the page's policy admits no blob as an image. */
export async function draw(file, canvas, pixelsMax) {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, pixelsMax / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
