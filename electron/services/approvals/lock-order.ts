import { type AppError, CodedError } from '../../shared/errors.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { resultOf } from '../../shared/result.ts';
import type { HeldFile } from '../ports/files.ts';
import { type ApprovalPorts, type ApprovalRecord, stateOfUse, usesOf } from './approval-record.ts';
import { type FindPorts, findPlanned } from './find-item.ts';

/**
 * Refuses a lock before further seals of the same file: they could never be put. The same use once more makes another file of
 * the original.
 * @param others the items that are to be sealed after it
 * @throws CodedError OFD_LOCK_NOT_LAST
 */
export function expectLast(item: ApprovalItem, others: readonly ApprovalItem[]): void {
  const { locks, sm3, esId, fileName } = item;
  const further = others.find((other) => other.sm3 === sm3 && !(other.locks === true && other.esId === esId));
  if (locks !== true || further === undefined) return;
  throw new CodedError('OFD_LOCK_NOT_LAST', 'a seal is to follow a lock', {
    fileName,
    seal: further.sealName,
  });
}

/**
 * Refuses a lock while another seal of the same file is still to be put under the approval.
 * @param index of the item
 * @param beside esIDs of the seals that the same act puts before it
 * @throws CodedError OFD_LOCK_NOT_LAST
 */
export async function expectOthersBefore(
  record: ApprovalRecord,
  index: number,
  beside: readonly string[],
  { records }: Pick<ApprovalPorts, 'records'>,
): Promise<void> {
  const { items } = record.request;
  const item = items[index];
  if (item?.locks !== true) return;
  const states = (await usesOf(record, records)).map(stateOfUse);
  const open = items.filter(
    ({ esId }, other) => other !== index && states[other] === 'open' && !beside.includes(esId),
  );
  expectLast(item, open);
}

/**
 * Returns why a seal cannot be put on a file under an approval yet, for the examination before its PIN is asked for: it locks,
 * and others are to follow, or nobody can tell. Null if it can.
 */
export async function lockRefusal(
  id: string,
  file: HeldFile,
  esId: string,
  ports: FindPorts,
): Promise<AppError | null> {
  const asked = await resultOf(async () => {
    const { record, index } = await findPlanned(id, file, esId, ports);
    await expectOthersBefore(record, index, [], ports);
  });
  return asked.ok ? null : asked.error;
}
