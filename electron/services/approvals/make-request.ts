import { unnamedRole } from '../../core/approval/four-eyes.ts';
import { parseRequest, requestDigest } from '../../core/approval/approval-request.ts';
import { namedTarget } from '../../core/approval/approved-beside.ts';
import { settledTarget } from '../../core/approval/approved-places.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { chineseDay } from '../../core/policy/policies.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { ApprovalItem, ApprovalRequest, ApprovalView } from '../../shared/model/approval.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { expectLockable, fileFacts, fileNameOf, type DocumentPorts } from '../documents/file-facts.ts';
import type { HeldFile } from '../ports/files.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { keepPictures } from './approval-pictures.ts';
import { approvalRecords, freshRecord, type ApprovalPorts } from './approval-record.ts';
import { expectFourEyes, personOf } from './four-eyes.ts';
import { expectLast } from './lock-order.ts';
import { viewApproval } from './view-approval.ts';

export interface WantedUse {
  readonly file: HeldFile;
  readonly seal: { readonly esId: string; readonly name: string };
  readonly target: SealTarget;
  /** True if the seal is to lock the document (锁定签章), which is an OFD. */
  readonly locks: boolean;
}

/**
 * Describes one file, its seal and its place, as a request names them. Fails as opening a document for sealing does, and
 * with OFD_LOCK_NOT_FOR_PDF, so that nobody approves what cannot be sealed.
 */
export function describeItem(
  { file, seal, target, locks }: WantedUse,
  ports: DocumentPorts & Pick<ApprovalPorts, 'engine'>,
): Promise<Result<ApprovalItem>> {
  return resultOf(async () => {
    const { size, pages, format } = await fileFacts(file, ports);
    if (locks) expectLockable(format);
    return {
      fileName: fileNameOf(file.path),
      size,
      sm3: unwrap(await ports.documents.hash(file)),
      pages,
      esId: seal.esId,
      sealName: seal.name,
      target: settledTarget(namedTarget(target, ports.engine), pages),
      ...(locks ? { locks } : {}),
    };
  });
}

export interface NewRequest extends Pick<
  ApprovalRequest,
  'enterprise' | 'applicant' | 'purpose' | 'counterpart' | 'validUntil' | 'items'
> {
  /** Paths of the documents, in the order of the items. */
  readonly paths: readonly (string | null)[];
  /** The content of the pictures that the items name. */
  readonly pictures: readonly Uint8Array[];
  /** Certificates (DER) of the keys that hold the seals: a personal one names the keeper. */
  readonly sealCertificates: readonly Uint8Array[];
}

/**
 * Puts a request on record, with a number of its own. Fails with APPROVAL_INVALID, OFD_LOCK_NOT_LAST, APPROVAL_SAME_PERSON
 * when the rules want somebody else than the owner of the seal's key to apply, or a code of the store.
 */
export function makeRequest(wanted: NewRequest, ports: ApprovalPorts): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const { paths, pictures, sealCertificates, ...said } = wanted;
    const now = ports.clock.now();
    const request = parseRequest({
      ...said,
      id: requestNumber(now, ports.random(4)),
      requestedAt: now.toISOString(),
    });
    request.items.forEach((item, index) => expectLast(item, request.items.slice(index + 1)));
    const people = sealCertificates.map((certificate) => personOf('keeper', null, certificate));
    for (const keeper of people) {
      // Who will seal is not known yet, unless the seal's own certificate names a person.
      if (unnamedRole([keeper]) !== null) continue;
      for (const { esId } of request.items) {
        expectFourEyes([personOf('applicant', request.applicant), keeper], await ports.rulesOf(esId));
      }
    }
    const record = freshRecord(request, 'here', paths);
    await keepPictures(request, pictures, ports);
    await approvalRecords(ports.records).keep(record);
    await noteRequest(request, ports);
    return viewApproval(record, ports);
  });
}

/** Makes a number that can be read out on the telephone, and that no other computer makes by chance. */
function requestNumber(now: Date, random: Uint8Array): string {
  return `YY${chineseDay(now).replaceAll('-', '')}-${toHex(random).toUpperCase()}`;
}

async function noteRequest(request: ApprovalRequest, { recorder, engine }: ApprovalPorts): Promise<void> {
  const facts = {
    ...factsOf(request),
    approval: request.id,
    reference: requestDigest(request, engine),
  };
  await actOnRecord('approvalRequested', facts, () => Promise.resolve({ ok: true, value: null }), recorder);
}

/** Returns the facts of a request for the register, which names the document and seal of a single item only. */
export function factsOf(request: ApprovalRequest, approver: string | null = null) {
  const [only, ...others] = request.items;
  const document =
    only === undefined || others.length > 0
      ? null
      : { name: only.fileName, sm3Before: only.sm3, sm3After: null, page: null, pages: only.pages };
  const seal = only === undefined || others.length > 0 ? null : { esId: only.esId, name: only.sealName };
  return {
    document,
    seal,
    purpose: request.purpose === '' ? null : request.purpose,
    counterpart: request.counterpart === '' ? null : request.counterpart,
    people: { applicant: request.applicant, approver, keeper: null, user: null },
  };
}
