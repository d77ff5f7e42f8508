/** Entries that follow one another, by the index of the first and of the last. */
export interface Places {
  readonly first: number;
  readonly last: number;
}

/**
 * Writes the entries of which a recovery brought back the leaf hash alone, by their numbers from 1: `3-5,9`. The entry of
 * the recovery keeps this text, so that nobody passes an emptied entry for one of them.
 * @param indexes in ascending order
 * @returns null when there are none
 */
export function placesText(indexes: readonly number[]): string | null {
  const places: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const open = places.at(-1);
    if (open !== undefined && open.last + 1 === index) open.last = index;
    else places.push({ first: index, last: index });
  }
  const parts = places.map(({ first, last }) =>
    first === last ? `${first + 1}` : `${first + 1}-${last + 1}`,
  );
  return parts.length === 0 ? null : parts.join(',');
}

/** Reads what {@link placesText} writes. Any other text names no entry. */
export function recoveredPlaces(text: string | null): readonly Places[] {
  if (text === null || !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return [];
  return text.split(',').map((part) => {
    const [first = 0, last = first] = part.split('-').map((number) => Number(number) - 1);
    return { first, last };
  });
}
