import { openPdf } from '../../core/pdf/open-pdf.ts';
import type { PdfDocument } from '../../core/pdf/document.ts';
import { pageCount } from '../../core/pdf/pages/page-tree.ts';
import { decodeSeal } from '../../core/seal/seal.ts';
import { describePlaces, type DescribedPlaces, placesOf } from '../../core/signing/describe-places.ts';
import { type KeywordAnswers, questionOf } from '../../core/signing/keyword-places.ts';
import type { PlacePlan } from '../../core/signing/place-plan.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { expectSealable } from '../../core/signing/sealable.ts';
import { unwrap } from '../../shared/result.ts';
import type { FilePort, FileSource } from '../ports/files.ts';
import type { PageTextPort } from '../ports/page-text.ts';
import { withFile } from './with-file.ts';

export interface PlanPorts {
  readonly files: Pick<FilePort, 'open'>;
  readonly pageText: PageTextPort;
}

/** More places are not compared with the words of their pages: those of a straddle over a book stand on every page. */
const MOST_COMPARED = 300;

/**
 * Works out where a seal would be shown, what keeps it from that, and what it would cover.
 * @param seal SESeal, DER
 * @throws CodedError for a document that cannot be sealed, and for keywords that cannot be looked for
 */
export function planSeal(
  source: FileSource,
  target: SealTarget,
  seal: Uint8Array,
  ports: PlanPorts,
): Promise<DescribedPlaces> {
  return withFile(source, ports, async (file) => {
    const document = openPdf(file);
    expectSealable(document);
    const answers = await keywordAnswers(source, document, target, { ...ports, isComplete: true });
    const plan = placesOf(document, target, decodeSeal(seal).picture, answers);
    return describePlaces(document, target, plan, await coveredWords(source, plan, ports));
  });
}

/**
 * Looks for the keywords of a list.
 * @throws CodedError KEYWORD_INVALID, KEYWORD_TOO_SLOW, FILE_OVER_BUDGET, and as reading the file does
 */
export async function keywordAnswers(
  source: FileSource,
  document: PdfDocument,
  target: SealTarget,
  { pageText, isComplete }: { readonly pageText: PageTextPort; readonly isComplete: boolean },
): Promise<KeywordAnswers> {
  const rules = target.kind === 'list' ? target.places : [];
  const count = pageCount(document);
  const questions = rules.map((rule) =>
    rule.kind === 'keyword' ? questionOf(rule, count, isComplete) : null,
  );
  const asked = questions.filter((question) => question !== null);
  if (asked.length === 0) return [];
  const answers = [...unwrap(await pageText.find(source, asked))];
  return questions.map((question) => (question === null ? null : (answers.shift() ?? null)));
}

/** Words are only warned of: a document whose words cannot be read is sealed all the same. */
async function coveredWords(
  source: FileSource,
  { placements }: PlacePlan,
  { pageText }: PlanPorts,
): Promise<readonly (string | null)[]> {
  const areas = placements
    .slice(0, MOST_COMPARED)
    .map(({ page, rectangle }) => ({ page: page.index, area: rectangle }));
  const words = await pageText.wordsIn(source, areas);
  return words.ok ? words.value : [];
}
