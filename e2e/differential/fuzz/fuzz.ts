import type { Base } from '../attacks/base.ts';
import { type Circle, faultOf, judge } from '../oracle.ts';
import { diceOf } from './dice.ts';
import { withRevision } from './revision.ts';

/** A document of which a viewer shows what the verdict does not name. */
interface Found {
  readonly seed: number;
  readonly pdf: Uint8Array;
  readonly what: string;
}

/** What a run of the fuzzer has seen. */
export interface FuzzRun {
  readonly documents: number;
  /** Documents by their verdict and its reasons. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly found: readonly Found[];
}

/**
 * Appends revisions to sealed documents at random, and judges each by what four viewers show.
 * @param seed of the first document; each further one has the next number as its own
 * @param goesOn is asked before each document, with the number of those done
 */
export async function fuzz(
  bases: readonly Base[],
  circle: Circle,
  seed: number,
  goesOn: (documents: number) => boolean,
): Promise<FuzzRun> {
  const outcomes: Record<string, number> = {};
  const found: Found[] = [];
  let documents = 0;
  for (; goesOn(documents); documents += 1) {
    const own = seed + documents;
    const pdf = documentOf(bases, own);
    const judgement = await judge(pdf, circle);
    const outcome = [judgement.verdict, ...judgement.reasons].join(' ');
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const what = faultOf(judgement);
    if (what !== null) found.push({ seed: own, pdf, what });
  }
  return { documents, outcomes, found };
}

/** Makes the document of a seed: one revision or more behind a sealed document. */
function documentOf(bases: readonly Base[], seed: number): Uint8Array {
  const dice = diceOf(seed);
  let base = dice.one(bases);
  do base = withRevision(base, dice);
  while (dice.chance(0.25));
  return base.pdf;
}
