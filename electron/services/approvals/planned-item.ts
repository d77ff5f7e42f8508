import { approvedOriginal } from '../../core/approval/find-item.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { fileHash } from '../documents/file-hash.ts';
import { fileNameOf } from '../documents/file-name.ts';
import { findApproval, outcomeOf, stateOfUse, usesOf } from './approval-record.ts';
import type { DocumentPorts } from './make-request.ts';
import type { ApprovalPorts } from './ports.ts';

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
