import { base64 } from '@scure/base';
import { z } from 'zod';
import { type ApprovedSealTarget, targetToSeal } from '../../core/approval/approved-places.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { imageFormat } from '../../core/image/image-format.ts';
import { CodedError } from '../../shared/errors.ts';
import { type ApprovalItem, type ApprovalRequest, namedPictures } from '../../shared/model/approval.ts';
import { recordsOfKind } from '../records/records.ts';
import { approvalRecords, type ApprovalPorts, findApproval, stateOfUse, usesOf } from './approval-record.ts';

// A request names the pictures of signatures by their SM3 alone. Their content is kept here under that hash until the last
// use that names it, and travels beside the request in its file.

type PicturePorts = Pick<ApprovalPorts, 'records' | 'engine'>;

const KIND = 'approvalPicture';

const pictureRecord = z.strictObject({ sm3: z.string(), data: z.base64() });

const pictures = ({ records }: Pick<ApprovalPorts, 'records'>) =>
  recordsOfKind(KIND, pictureRecord, ({ sm3 }) => sm3, records);

/** Returns the content of a picture by its SM3; null if it is not on this computer. */
export async function pictureHere(sm3: string, ports: PicturePorts): Promise<Uint8Array | null> {
  const found = await pictures(ports).find(sm3);
  if (found === null) return null;
  const content = base64.decode(found.data);
  return toHex(ports.engine.sm3(content)) === sm3 ? content : null;
}

/**
 * Keeps those pictures that a request names; another one, and what is no picture, is passed over.
 * @returns the SM3 of those that were kept
 */
export async function keepPictures(
  { items }: Pick<ApprovalRequest, 'items'>,
  given: readonly Uint8Array[],
  ports: PicturePorts,
): Promise<readonly string[]> {
  const named = new Set(items.flatMap(namedPictures).map(({ sm3 }) => sm3));
  const kept: string[] = [];
  for (const content of given) {
    const sm3 = toHex(ports.engine.sm3(content));
    if (!named.has(sm3) || imageFormat(content) === null) continue;
    await pictures(ports).keep({ sm3, data: base64.encode(content) });
    kept.push(sm3);
  }
  return kept;
}

/** Returns the pictures of a request that are here, each once. */
export async function picturesOfRequest(
  { items }: Pick<ApprovalRequest, 'items'>,
  ports: PicturePorts,
): Promise<readonly Uint8Array[]> {
  const named = [...new Set(items.flatMap(namedPictures).map(({ sm3 }) => sm3))];
  const found = await Promise.all(named.map((sm3) => pictureHere(sm3, ports)));
  return found.filter((content) => content !== null);
}

/**
 * Returns the places of an item as sealing takes them, with the content of its pictures.
 * @throws CodedError APPROVAL_PICTURE_MISSING with the SM3 of a picture that is not here
 */
export async function approvedTarget(item: ApprovalItem, ports: PicturePorts): Promise<ApprovedSealTarget> {
  const contents = new Map<string, Uint8Array>();
  for (const { sm3 } of namedPictures(item)) {
    const content = await pictureHere(sm3, ports);
    if (content === null) throw missingPicture(sm3);
    contents.set(sm3, content);
  }
  return targetToSeal(item.target, (sm3) => {
    const content = contents.get(sm3);
    if (content === undefined) throw missingPicture(sm3);
    return content;
  });
}

/**
 * Returns the places of an item of a request on this computer, as {@link approvedTarget} does.
 * @throws CodedError APPROVAL_NOT_FOUND, APPROVAL_PICTURE_MISSING
 */
export async function targetOf(id: string, index: number, ports: PicturePorts): Promise<ApprovedSealTarget> {
  const { request } = await findApproval(id, ports.records);
  const item = request.items[index];
  if (item === undefined) throw new CodedError('APPROVAL_NOT_FOUND', id, { approval: id });
  return approvedTarget(item, ports);
}

function missingPicture(sm3: string): CodedError {
  return new CodedError('APPROVAL_PICTURE_MISSING', sm3, { sm3 });
}

/** Forgets the pictures of a used item that no other open item on this computer names: nobody needs their content any more. */
export async function forgetPictures(item: ApprovalItem, ports: PicturePorts): Promise<void> {
  const named = namedPictures(item);
  if (named.length === 0) return;
  const needed = new Set<string>();
  for (const record of await approvalRecords(ports.records).all()) {
    const uses = await usesOf(record, ports.records);
    record.request.items.forEach((each, index) => {
      if (stateOfUse(uses[index] ?? null) === 'used') return;
      namedPictures(each).forEach(({ sm3 }) => needed.add(sm3));
    });
  }
  for (const { sm3 } of named) if (!needed.has(sm3)) await ports.records.remove(KIND, sm3);
}
