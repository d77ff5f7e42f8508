import { type DescribedMakerList, readMakerListFile } from '../../core/platform/maker-lists.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import { type OfferedMakerList, typedFingerprint } from '../../shared/model/trust-lists.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { TrustListPorts } from './trust-list-store.ts';
import type { BroughtTrustList } from './trust-lists.ts';

type MakerPorts = Pick<TrustListPorts, 'describeMakers' | 'addMakers' | 'record'>;

interface ReadMakerList {
  readonly statement: Statement;
  readonly list: DescribedMakerList;
}

/** Reads a list of makers alone for the person who is to confirm its signer; null if the file holds another kind. */
export function readMakerList(
  { file, text }: BroughtTrustList,
  ports: Pick<TrustListPorts, 'describeMakers'>,
): OfferedMakerList | null {
  const read = readOrNull(text, ports);
  if (read === null) return null;
  const { number, issuedAt, signer, fingerprint: sm3, makers } = read.list;
  return { kind: 'makers', file, number, issuedAt, signer, sm3, makers };
}

/**
 * Takes over a list of makers once its signer's fingerprint was compared, on record. Fails with MAKER_LIST_INVALID,
 * MAKER_LIST_OF_OTHER, and as the trust folder does.
 * @param fingerprint SM3 of the signer's certificate in hexadecimal; blanks and colons do not count
 * @returns the name of its file in the trust folder, and the list
 */
export function acceptMakerList(
  { file, text }: BroughtTrustList,
  fingerprint: string,
  ports: MakerPorts,
): Promise<Result<{ readonly file: string; readonly list: DescribedMakerList }>> {
  return resultOf(async () => {
    const read = readOrNull(text, ports);
    if (read === null) throw new CodedError('MAKER_LIST_INVALID', file);
    const { statement, list } = read;
    if (typedFingerprint(fingerprint) !== list.fingerprint)
      throw new CodedError('MAKER_LIST_OF_OTHER', list.signer);
    const kept = ports.addMakers(statement, list);
    await ports.record({
      ...{ act: 'trustListAccepted', list: `制章者名单 seal makers #${String(list.number)}` },
      ...{ signer: list.signer, fingerprint: list.fingerprint },
    });
    return { file: kept, list: { ...list, state: 'inForce' } };
  });
}

function readOrNull(
  text: string,
  { describeMakers }: Pick<TrustListPorts, 'describeMakers'>,
): ReadMakerList | null {
  const statement = readMakerListFile(text);
  const list = statement === null ? null : describeMakers(statement);
  return statement === null || list === null ? null : { statement, list };
}
