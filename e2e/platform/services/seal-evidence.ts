import { toHex } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { decodeSeal } from '../../../electron/core/seal/seal.ts';
import { certificateOrNull } from '../../../electron/core/x509/certificate.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { say } from '../language.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import { eventsOf } from '../lists/seal-status.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { findSeal } from '../registry/seals.ts';

interface EvidenceQuestion {
  readonly esId: string;
  readonly certificate: string;
  readonly documentSm3: string;
  readonly nonce: string;
}

/** Answers with everything that the platform has on a seal in dispute. @throws Problem when there is no such seal */
export function sealEvidence(
  context: PlatformContext,
  lists: RevocationLists,
  { esId, certificate: serial, documentSm3, nonce }: EvidenceQuestion,
): Promise<Statement> {
  const seal = findSeal(context, esId);
  if (seal === null) throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  const { name, holder, validFrom, validTo } = seal;
  const der = new Uint8Array(seal.der);
  const maker = certificateOrNull(decodeSeal(der).makerCertificate)?.subject.text ?? '';
  const answer: PlatformSchema<'SealEvidence'> = {
    ...{ platform: context.id, nonce, esId, issuedAt: context.clock.now().toISOString(), documentSm3 },
    seal: { name, holder, maker, validFrom, validTo, sm3: toHex(context.engine.sm3(der)) },
    certificate: { serial, revokedSince: lists.revocationOf('issuing', serial) },
    events: eventsOf(context, esId, 0),
  };
  return stateAsPlatform(context, 'seal-evidence', answer);
}
