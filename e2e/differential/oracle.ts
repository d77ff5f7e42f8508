import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import type { MiniWorld } from '../../electron/core/verification/fixtures/mini-world.ts';
import { verifyDocument } from '../../electron/services/documents/verify-document.ts';
import type { SignatureReport, VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { type Difference, differencesOf, type NamedArea } from './viewers/compare.ts';
import type { FourViewers } from './viewers/four-viewers.ts';

/** The verdict on a document, and what viewers show of it that the verdict does not name. */
export interface Judgement {
  readonly verdict: VerificationReport['verdict'];
  /** The code of an error, or the reasons of each signature. */
  readonly reasons: readonly string[];
  readonly unnamed: readonly Difference[];
}

/** Says what a viewer shows that the verdict does not name; null if nothing. */
export function faultOf({ verdict, reasons, unnamed }: Judgement): string | null {
  if (unnamed.length === 0) return null;
  const shown = unnamed.map(({ viewer, pixels }) => `${viewer} ${String(pixels)}`);
  return `${[verdict, ...reasons].join(' ')}, shown by ${shown.join(', ')}`;
}

/** The world that documents are judged in. */
export interface Circle {
  readonly world: MiniWorld;
  readonly viewers: FourViewers;
  readonly now: Date;
}

/**
 * Verifies a document and, where the verdict calls a signature valid that does not cover the whole file, compares in
 * four viewers what was signed with the document as it is. A valid signature that was added since is named by the
 * verdict, and so is its place; nothing else may look different.
 * @param honest a document that shows what this one has to show, if the verdict calls the whole of it valid
 */
export async function judge(
  pdf: Uint8Array,
  { world, viewers, now }: Circle,
  honest?: Uint8Array,
): Promise<Judgement> {
  const { engine, trust } = world;
  const report = await verifyDocument(memorySource(pdf), 'document.pdf', { engine, now, trust });
  const { verdict, error, signatures } = report;
  const reasons: readonly string[] =
    error === undefined ? signatures.flatMap((each) => each.reasons) : [error.code];
  const signed = signatures.filter((each) => each.verdict === 'valid' && !each.coversWholeFile);
  const isCompared = honest !== undefined && verdict === 'valid' && !reasons.includes('NO_APPEARANCE');
  if (signed.length === 0 && !isCompared) return { verdict, reasons, unnamed: [] };
  const after = await viewers.draw(pdf);
  const unnamed = isCompared ? differencesOf(await viewers.drawKept(honest), after, []) : [];
  for (const { coveredBytes } of signed) {
    const end = coveredBytes ?? 0;
    const before = await viewers.drawKept(pdf.subarray(0, end));
    unnamed.push(...differencesOf(before, after, placesSince(signatures, end)));
  }
  return { verdict, reasons, unnamed };
}

/**
 * Returns the places of signatures that came after a revision and were judged. One that cannot be judged, or that shows
 * nothing by its verdict, may cover nothing.
 */
function placesSince(signatures: readonly SignatureReport[], end: number): NamedArea[] {
  return signatures.flatMap(({ verdict, coveredBytes, place, checks }) => {
    const mayCover = verdict !== 'indeterminate' && checks.appearance.code !== 'NO_APPEARANCE';
    return mayCover && place !== null && (coveredBytes ?? 0) > end ? [place] : [];
  });
}
