import { differencesOfFile } from '../../core/approval/find-item.ts';
import { detailsOfDifferences, type ApprovalItem } from '../../shared/model/approval.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { fileHash } from '../documents/file-hash.ts';
import { approvalBook, findApproval, outcomeOf, usesOf } from './approval-record.ts';
import { fileFacts } from './file-facts.ts';
import type { DocumentPorts } from './make-request.ts';
import type { ApprovalPorts } from './ports.ts';

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
