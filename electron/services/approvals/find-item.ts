import { approvedOriginal, differencesOfFile } from '../../core/approval/index.ts';
import { detailsOfDifferences } from '../../shared/approval/difference-details.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { fileFacts, fileHash, fileNameOf } from '../documents/file-facts.ts';
import {
  approvalBook,
  type ApprovalPorts,
  findApproval,
  outcomeOf,
  stateOfUse,
  usesOf,
} from './approval-record.ts';
import type { DocumentPorts } from './make-request.ts';

/**
 * What a request says is to be done with a file: the item of these bytes that is still open, else the one that the
 * file was probably meant for, so that the gate can name the difference.
 */
export function plannedItem(
  id: string,
  path: string,
  { records, files, engine }: Pick<DocumentPorts, 'files' | 'engine'> & Pick<ApprovalPorts, 'records'>,
): Promise<Result<ApprovalItem>> {
  return resultOf(async () => {
    const record = await findApproval(id, records);
    const { items } = record.request;
    const uses = await usesOf(record, records);
    const states = uses.map(stateOfUse);
    const file = { sm3: await fileHash(path, files, engine), size: 0, pages: 0 };
    const { sm3 } = approvedOriginal(items, uses.map(outcomeOf), file);
    const item =
      items.find((each, index) => each.sm3 === sm3 && states[index] === 'open') ??
      items.find((each) => each.sm3 === sm3) ??
      items.find(({ fileName }) => fileName === fileNameOf(path)) ??
      items[0];
    if (item === undefined) throw new CodedError('APPROVAL_NOT_FOUND', id, { approval: id });
    return item;
  });
}

/**
 * The path of a request's file, once what lies there was compared with what the request says: whoever decides or
 * seals sees exactly those bytes. Fails with APPROVAL_FILE_MISSING, with APPROVAL_MISMATCH and the differences, or
 * as opening a document does.
 * @param chosen where the person says that it lies; null for where it was last seen
 */
export function locateItem(
  id: string,
  index: number,
  chosen: string | null,
  ports: DocumentPorts & Pick<ApprovalPorts, 'records'>,
): Promise<Result<string>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    const item = record.request.items[index];
    const path = chosen ?? record.paths[index] ?? null;
    if (item === undefined || path === null) throw missing(item);
    const made = (await usesOf(record, ports.records)).map(outcomeOf);
    const further = made.filter((_, place) => record.request.items[place]?.sm3 === item.sm3);
    await expectSameFile(item, further, path, chosen === null, ports);
    const paths = record.paths.map((known, place) => (place === index ? path : known));
    await approvalBook(ports.records).keep({ ...record, paths });
    return path;
  });
}

/**
 * @param further SM3 of what came out of sealing this file under this request
 * @param remembered whether the path is an old one, at which the file may be gone
 */
async function expectSameFile(
  item: ApprovalItem,
  further: readonly (string | null)[],
  path: string,
  remembered: boolean,
  ports: DocumentPorts,
): Promise<void> {
  const sm3 = await resultOf(() => fileHash(path, ports.files, ports.engine));
  if (!sm3.ok && remembered) throw missing(item);
  if (!sm3.ok) throw new CodedError(sm3.error.code, path, sm3.error.details);
  if (sm3.value === item.sm3 || further.includes(sm3.value)) return;
  const differences = differencesOfFile(item, { ...(await fileFacts(path, ports)), sm3: sm3.value });
  throw new CodedError('APPROVAL_MISMATCH', item.fileName, detailsOfDifferences(differences));
}

function missing(item: ApprovalItem | undefined): CodedError {
  return new CodedError('APPROVAL_FILE_MISSING', 'not where it was', { fileName: item?.fileName ?? null });
}
