/** Steps from one glyph to the next, as DeltaX and DeltaY write them. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * Reads DeltaX or DeltaY: numbers, where `g N value` stands for N times the value (GB/T 33190 §11.3).
 * @param most steps that are needed; no more are made, however many the file promises
 */
export function readSteps(text: string, most: number): readonly number[] {
  const steps: number[] = [];
  const tokens = text.trim().split(/\s+/);
  for (let at = 0; at < tokens.length && steps.length < most; at += 1) {
    const token = tokens[at] ?? '';
    const isRepeated = token === 'g' || token === 'G';
    const value = isRepeated ? tokens[at + 2] : token;
    const times = isRepeated ? Number(tokens[at + 1]) : 1;
    if (isRepeated) at += 2;
    if (value === undefined || !NUMBER.test(value) || !(times >= 0)) continue;
    for (let count = Math.min(times, most - steps.length); count >= 1; count -= 1) steps.push(Number(value));
  }
  return steps;
}

/** Where a glyph stands in the space of its text object. */
export interface GlyphPlace {
  readonly x: number;
  readonly y: number;
}

/** What TextCode says about the places of its glyphs. Absent steps are null. */
export interface TextSteps {
  readonly x: number;
  readonly y: number;
  readonly deltaX: readonly number[] | null;
  readonly deltaY: readonly number[] | null;
}

/**
 * Places the glyphs of a TextCode. Fewer steps than glyphs: the last one goes on. With no steps at all each glyph begins
 * where the one before it ends, in the direction of reading, which is what writers mean who leave them out.
 * @param advances widths of the glyphs in the unit of the text object
 * @param readDirection degrees, clockwise
 */
export function placeGlyphs(
  { x, y, deltaX, deltaY }: TextSteps,
  advances: readonly number[],
  readDirection: number,
): readonly GlyphPlace[] {
  const places: GlyphPlace[] = [];
  const turn = (readDirection * Math.PI) / 180;
  const isFree = (deltaX?.length ?? 0) === 0 && (deltaY?.length ?? 0) === 0;
  let [atX, atY] = [x, y];
  advances.forEach((advance, index) => {
    places.push({ x: atX, y: atY });
    atX += isFree ? advance * Math.cos(turn) : stepAt(deltaX, index);
    atY += isFree ? advance * Math.sin(turn) : stepAt(deltaY, index);
  });
  return places;
}

function stepAt(steps: readonly number[] | null, index: number): number {
  return steps?.[index] ?? steps?.at(-1) ?? 0;
}
