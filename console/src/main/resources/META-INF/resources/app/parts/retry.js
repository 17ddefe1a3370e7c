import { Problem, read } from '../api.js';
import { session } from '../session.js';

const AGAIN_MS = 3_000;

/**
 * Reads a path until it answers or is refused, for as long as `wanted()` says so. The page shows
 * what it has meanwhile.
 */
export async function readUntil(path, wanted) {
  while (wanted()) {
    try {
      return await read(path);
    } catch (trouble) {
      if (trouble instanceof Problem && trouble.status === 401) {
        session.expire();
        await session.valid();
      } else if (trouble instanceof Problem && !trouble.passing) {
        throw trouble;
      } else {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }
  return null;
}
