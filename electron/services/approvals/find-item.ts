import { approvedOriginal, differencesOfFile } from '../../core/approval/find-item.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import {
  type ApprovalItem,
  type ApprovalView,
  detailsOfDifferences,
  namedPictures,
} from '../../shared/model/approval.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { fileFacts, fileNameOf, type DocumentPorts } from '../documents/file-facts.ts';
import type { HeldFile } from '../ports/files.ts';
import { keepPictures } from './approval-pictures.ts';
import {
  approvalRecords,
  type ApprovalRecord,
  findApproval,
  outcomeOf,
  stateOfUse,
  usesOf,
  type ApprovalPorts,
} from './approval-record.ts';
import { viewApproval } from './view-approval.ts';

export type FindPorts = DocumentPorts & Pick<ApprovalPorts, 'records'>;

/**
 * Finds the item of a request that a file is to be sealed by: the open one of these bytes, else the one that the file
 * was probably meant for, so that the gate can name the difference.
 * @param seal esID or name; null finds the item of any seal
 */
export function plannedItem(
  id: string,
  file: HeldFile,
  seal: string | null,
  ports: FindPorts,
): Promise<Result<ApprovalItem>> {
  return resultOf(async () => (await findPlanned(id, file, seal, ports)).item);
}

/** Does as {@link plannedItem} does, and says where the item stands. @throws CodedError APPROVAL_NOT_FOUND, and as hashing does */
export async function findPlanned(
  id: string,
  file: HeldFile,
  seal: string | null,
  { records, documents }: FindPorts,
): Promise<{ readonly record: ApprovalRecord; readonly index: number; readonly item: ApprovalItem }> {
  const record = await findApproval(id, records);
  const { items } = record.request;
  const uses = await usesOf(record, records);
  const states = uses.map(stateOfUse);
  const found = { sm3: unwrap(await documents.hash(file)), size: 0, pages: 0 };
  const { sm3 } = approvedOriginal(items, uses.map(outcomeOf), found);
  const isMeant = ({ esId, sealName }: ApprovalItem): boolean =>
    seal === null || seal === esId || seal === sealName;
  const item =
    items.find((each, index) => each.sm3 === sm3 && isMeant(each) && states[index] === 'open') ??
    items.find((each) => each.sm3 === sm3 && isMeant(each)) ??
    items.find((each) => each.sm3 === sm3) ??
    items.find(({ fileName }) => fileName === fileNameOf(file.path)) ??
    items[0];
  if (item === undefined) throw new CodedError('APPROVAL_NOT_FOUND', id, { approval: id });
  return { record, index: items.indexOf(item), item };
}

/** Returns the path and name of an item's file as it was last seen here. Fails with APPROVAL_FILE_MISSING. */
export function lastSeenFile(
  id: string,
  index: number,
  { records }: Pick<ApprovalPorts, 'records'>,
): Promise<Result<{ readonly path: string; readonly fileName: string }>> {
  return resultOf(async () => {
    const record = await findApproval(id, records);
    const item = record.request.items[index];
    const path = record.paths[index] ?? null;
    if (item === undefined || path === null) throw missingFile(item);
    return { path, fileName: item.fileName };
  });
}

function missingFile(item: ApprovalItem | undefined): CodedError {
  return new CodedError('APPROVAL_FILE_MISSING', 'not where it was', { fileName: item?.fileName ?? null });
}

/**
 * Compares an open file with an item of a request, and remembers its path: whoever decides or seals sees exactly the
 * bytes that the request names. A file that came out of sealing it under the request counts as well. Fails with
 * APPROVAL_FILE_MISSING when there is no such item, APPROVAL_MISMATCH with the differences, or as hashing does.
 */
export function confirmItem(
  id: string,
  index: number,
  file: HeldFile,
  ports: FindPorts,
): Promise<Result<null>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    const item = record.request.items[index];
    if (item === undefined) throw missingFile(item);
    const outcomes = (await usesOf(record, ports.records)).map(outcomeOf);
    const further = outcomes.filter((_, place) => record.request.items[place]?.sm3 === item.sm3);
    const sm3 = unwrap(await ports.documents.hash(file));
    if (sm3 !== item.sm3 && !further.includes(sm3)) {
      const differences = differencesOfFile(item, { ...(await fileFacts(file, ports)), sm3 });
      throw new CodedError('APPROVAL_MISMATCH', item.fileName, detailsOfDifferences(differences));
    }
    const paths = record.paths.map((known, place) => (place === index ? file.path : known));
    await approvalRecords(ports.records).keep({ ...record, paths });
    return null;
  });
}

/**
 * Takes the file of a picture that a request names and that is not here. Fails with APPROVAL_NOT_FOUND, or with
 * APPROVAL_MISMATCH and both hashes when the request names another picture.
 */
export function givePicture(
  id: string,
  content: Uint8Array,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    if ((await keepPictures(record.request, [content], ports)).length === 0) {
      const named = record.request.items.flatMap(namedPictures).map(({ sm3 }) => `SM3 ${sm3}`);
      const approved = [...new Set(named)].join('; ') || '—';
      const found = `SM3 ${toHex(ports.engine.sm3(content))}`;
      const differences = detailsOfDifferences([{ aspect: 'beside', approved, found }]);
      throw new CodedError('APPROVAL_MISMATCH', id, { approval: id, ...differences });
    }
    return viewApproval(record, ports);
  });
}
