/** One or many, as English counts. */
export const plural = (n, one, many) => (n === 1 ? one : many);
