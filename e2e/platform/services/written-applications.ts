import { memorySource } from '../../../electron/core/bytes/byte-source.ts';
import { verifyPdf } from '../../../electron/core/verification/verify.ts';
import { readTrustStore } from '../../../electron/core/x509/trust-store.ts';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { say } from '../language.ts';
import { Problem } from '../problem.ts';
import { findSeal } from '../registry/seals.ts';
import { deletePaper } from './papers.ts';
import type { SealApplicationFile } from './seal-applications.ts';

/**
 * Refuses a written application (书面申请) that bears no seal of the holder which is good now. A personal seal does not do:
 * 宿迁 第二十三条 wants the enterprise's own (单位加盖公章).
 * @throws Problem not-sealed-by-holder; the paper is dropped then
 */
export async function requireSealOfHolder(
  context: PlatformContext,
  { number, holder }: Pick<SealApplicationFile, 'number' | 'holder'>,
  paper: { readonly id: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { root, issuing, maker } = context.authorities;
  const { signatures } = await verifyPdf(memorySource(paper.bytes), {
    engine: context.engine,
    now: context.clock.now(),
    trust: readTrustStore({
      certificates: [root, issuing, maker].map(({ certificate }) => certificate),
      crls: [],
      makerStatements: [],
    }),
    sealStatus: () => Promise.resolve([]),
    archivedLists: () => Promise.resolve([]),
    ...{ existedBy: null, registerMarks: null, listAgeLimitMs: null, lateEventMs: 0 },
    listConfirmedAt: () => null,
    lateRevocations: () => Promise.resolve([]),
  });
  if (signatures.some((signature) => isSealOf(context, holder ?? '', signature))) return;
  deletePaper(context, number, paper.id);
  throw new Problem(
    'not-sealed-by-holder',
    say('书面申请须加盖申请单位有效的电子印章', 'It must bear a seal of the applicant that is in force'),
  );
}

/** Whether a signature holds, was made by a certificate of the holder, with a registered seal of theirs that is in force. */
function isSealOf(
  context: PlatformContext,
  holder: string,
  { seal, signer, checks, coversWholeFile }: SignatureReport,
): boolean {
  const { integrity, signature, certificate } = checks;
  const holds = [integrity, signature, certificate].every(({ result }) => result === 'pass');
  const registered = seal === null ? null : findSeal(context, seal.esId);
  if (!holds || !coversWholeFile || registered === null || registered.kind === '法定代表人名章') return false;
  const inForce = (statusOf(context, registered.esId)?.state ?? 'active') === 'active';
  const sql = 'SELECT 1 FROM holder_certificate WHERE serial = ? AND holder = ?';
  const isHolders = context.database.prepare(sql).get(signer?.serial ?? '', holder) !== undefined;
  return inForce && isHolders && registered.holder === holder;
}
