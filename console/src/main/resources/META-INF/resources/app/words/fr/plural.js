/** One or many, as French counts. */
export const plural = (n, one, many) => (n > 1 ? many : one);
