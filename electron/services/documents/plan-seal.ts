import type { PdfDocument } from '../../core/pdf/document.ts';
import { pageCount } from '../../core/pdf/pages/page-tree.ts';
import { decodeSeal } from '../../core/seal/seal.ts';
import { type CoveredWords, withCoveredWords } from '../../core/signing/describe-places.ts';
import { type KeywordAnswers, type KeywordRule, questionOf } from '../../core/signing/keyword-places.ts';
import { keywordRules } from '../../core/signing/plan-beside.ts';
import { type RehearsedSeal, rehearseSeals } from '../../core/signing/rehearse-seals.ts';
import type { SealPlacement, SealTarget } from '../../core/signing/seal-request.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import { unwrap } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileSource } from '../ports/files.ts';
import type { PageTextPort } from '../ports/page-text.ts';
import type { PlannedSeal } from './document-engine.ts';
import { type ViewPorts, withReadable } from './ofd/with-view.ts';
import { openForPlaces } from './open-for-places.ts';
import { withFile } from './with-file.ts';

interface PlanPorts extends ViewPorts {
  readonly pageText: PageTextPort;
  readonly clock: Clock;
}

/** More places are not compared with the words of their pages: those of a straddle over a book stand on every page. */
const MOST_COMPARED = 300;

/**
 * Works out where the seals of an act would be shown, laid out one over the other, what keeps them from that, and what
 * they would cover.
 * @param readsWords false does not look for words under the places
 * @throws CodedError for a document that cannot be sealed, and for keywords that cannot be looked for
 */
export function planSeals(
  source: FileSource,
  seals: readonly PlannedSeal[],
  readsWords: boolean,
  ports: PlanPorts,
): Promise<readonly DescribedPlaces[]> {
  return withFile(source, ports, async (file) => {
    const targets = seals.map(({ target }) => target);
    const document = openForPlaces(file, targets);
    const plan = (readable: FileSource) => planIn(document, readable, seals, readsWords, ports);
    // One view of an OFD serves the keywords of all seals.
    return targets.some(hasKeywords) ? withReadable(source, file, ports, plan) : plan(source);
  });
}

async function planIn(
  document: PdfDocument,
  readable: FileSource,
  seals: readonly PlannedSeal[],
  readsWords: boolean,
  ports: PlanPorts,
): Promise<readonly DescribedPlaces[]> {
  const signedAt = ports.clock.now();
  const rehearsed: RehearsedSeal[] = [];
  for (const { target, seal } of seals) {
    const keywords = await keywordAnswers(readable, document, target, { ...ports, isComplete: true });
    rehearsed.push({ target, keywords, signedAt, picture: decodeSeal(seal).picture });
  }
  const laidOut = rehearseSeals(document, rehearsed);
  if (!readsWords) return laidOut.map(({ described }) => described);
  const planned: DescribedPlaces[] = [];
  for (const { described, placements, beside } of laidOut) {
    planned.push(withCoveredWords(described, await coveredWords(readable, placements, beside, ports)));
  }
  return planned;
}

const rulesOf = (target: SealTarget): readonly (KeywordRule | null)[] =>
  target.kind === 'list' ? keywordRules(target) : [];

/** Tells whether the places of a target depend on the words of a document. */
export const hasKeywords = (target: SealTarget): boolean => rulesOf(target).some((rule) => rule !== null);

/**
 * Looks for the keywords of a list.
 * @param isComplete finds all places, also those that a rule passes over
 * @throws CodedError KEYWORD_INVALID, KEYWORD_TOO_SLOW, FILE_OVER_BUDGET, and as reading the file does
 */
export async function keywordAnswers(
  source: FileSource,
  document: PdfDocument,
  target: SealTarget,
  { pageText, isComplete }: { readonly pageText: PageTextPort; readonly isComplete: boolean },
): Promise<KeywordAnswers> {
  const rules = rulesOf(target);
  if (rules.every((rule) => rule === null)) return [];
  const count = pageCount(document);
  const questions = rules.map((rule) => (rule === null ? null : questionOf(rule, count, isComplete)));
  const answers = [
    ...unwrap(
      await pageText.find(
        source,
        questions.filter((question) => question !== null),
      ),
    ),
  ];
  return questions.map((question) => (question === null ? null : (answers.shift() ?? null)));
}

type Placed = Pick<SealPlacement, 'page' | 'rectangle'>;

/** Words are only warned of: a document whose words cannot be read is sealed all the same. */
async function coveredWords(
  source: FileSource,
  placements: readonly Placed[],
  beside: readonly Placed[],
  { pageText }: Pick<PlanPorts, 'pageText'>,
): Promise<CoveredWords> {
  const compared = placements.slice(0, MOST_COMPARED);
  const areas = [...compared, ...beside.slice(0, MOST_COMPARED)].map(({ page, rectangle }) => ({
    page: page.index,
    area: rectangle,
  }));
  const words = await pageText.wordsIn(source, areas);
  if (!words.ok) return { places: [], beside: [] };
  return { places: words.value.slice(0, compared.length), beside: words.value.slice(compared.length) };
}
