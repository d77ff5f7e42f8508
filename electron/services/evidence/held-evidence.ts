import { toHex } from '../../core/bytes/encodings.ts';
import type { Evidence, EvidenceSource } from '../documents/verdict-evidence.ts';

/**
 * Returns a source of evidence that asks the home once for a group of documents: what the platforms say of a seal and of
 * a certificate is the same for each of them. What is asked about a file itself is asked for each file.
 */
export function heldEvidence(source: EvidenceSource): EvidenceSource {
  const held = new Map<string, Promise<Evidence>>();
  return (trustFolder) => {
    const known = held.get(trustFolder) ?? source(trustFolder).then(asking);
    held.set(trustFolder, known);
    return known;
  };
}

function asking(evidence: Evidence): Evidence {
  const { sealStatus, lateRevocations, archivedLists } = evidence;
  const histories = new Map<string, ReturnType<typeof sealStatus>>();
  const dates = new Map<string, ReturnType<typeof lateRevocations>>();
  const lists = new Map<string, ReturnType<typeof archivedLists>>();
  return {
    ...evidence,
    sealStatus: (esId) => answered(histories, esId, () => sealStatus(esId)),
    lateRevocations: (issuer, serial) =>
      answered(dates, `${toHex(issuer)} ${serial}`, () => lateRevocations(issuer, serial)),
    archivedLists: (issuer, at) =>
      answered(lists, `${toHex(issuer)} ${at.toISOString()}`, () => archivedLists(issuer, at)),
  };
}

function answered<T>(known: Map<string, Promise<T>>, question: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(question) ?? ask();
  known.set(question, answer);
  return answer;
}
