import type { ChangedArea, RevisionEntry, TimeSource } from '../../../shared/model/document-details.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { dateOf } from '../../pdf/forms/text-string.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { isFault, type SignatureContext } from '../evidence/context.ts';
import type { RevisionEnd } from '../signature-contexts.ts';
import { changedAreas, type RevisionEffects } from './changed-areas.ts';

/** A revision without the hash of its bytes, which core does not read in one pass with others. */
export type RevisionStep = Omit<RevisionEntry, 'sm3'>;

/** More than these are counted, and not listed. */
const MOST_CHANGES = 200;

const FIRST: RevisionEffects = { areas: [], hasValidationData: false, hasInformation: true };

/**
 * Says of each revision of a document who or what ended it, when as far as known, and what it changed of what is shown.
 * @param contexts of every signature, in the order of the report; null for one at which a check broke off
 * @throws CodedError FILE_OVER_BUDGET
 */
export function revisionTimeline(
  document: PdfDocument,
  revisions: readonly RevisionEnd[],
  contexts: readonly (SignatureContext | null)[],
): readonly RevisionStep[] {
  return revisions.map(({ number, end }) => {
    const index = number - 1;
    const present = document.asOf(index);
    const effects =
      index === 0 ? FIRST : orNullIfDamaged(() => changedAreas(document.asOf(index - 1), present));
    const signatures = contexts.flatMap((context, at) => (endsWith(context, index) ? [at] : []));
    const signed = signatures.flatMap((at) => contexts[at] ?? []);
    return {
      number,
      bytes: end,
      signatures,
      hasValidationData: effects?.hasValidationData ?? false,
      hasInformation: index > 0 && (effects?.hasInformation ?? false),
      time: timeOf(signed) ?? (effects?.hasInformation === true ? statedTime(present) : null),
      ...listed(effects?.areas ?? null),
    };
  });
}

function listed(changes: readonly ChangedArea[] | null): Pick<RevisionStep, 'changes' | 'moreChanges'> {
  const moreChanges = Math.max(0, (changes?.length ?? 0) - MOST_CHANGES);
  return { changes: changes?.slice(0, MOST_CHANGES) ?? null, moreChanges };
}

function endsWith(context: SignatureContext | null, index: number): boolean {
  return context !== null && !isFault(context.range) && context.range.revision === index;
}

/** Takes a proven time before a claimed one. */
function timeOf(contexts: readonly SignatureContext[]): RevisionEntry['time'] {
  for (const { signingTime } of contexts) {
    if (signingTime === null) continue;
    const { proven, isCountersigned, claimed } = signingTime;
    if (proven !== null) return found(proven, isCountersigned ? 'register' : 'timeStamp');
    if (claimed !== null) return found(claimed, 'signer');
  }
  return null;
}

function found(at: Date, source: TimeSource): RevisionEntry['time'] {
  return { at: at.toISOString(), source };
}

/** Reads the time that the document's own information states (ISO 32000-2 §14.3.3). Nobody vouches for it. */
function statedTime(document: PdfDocument): RevisionEntry['time'] {
  const information = orNullIfDamaged(() => document.dictionaryEntry(document.trailer, 'Info')) ?? undefined;
  if (information === undefined) return null;
  for (const key of ['ModDate', 'CreationDate']) {
    const at = dateOf(document.entry(information, key));
    if (at !== undefined) return found(at, 'document');
  }
  return null;
}
