/** UTF-16 code units of a document that are copied at once: 10,000 full pages. */
export const MOST_COPIED_CHARACTERS = 20_000_000;
