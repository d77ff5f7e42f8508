import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { SmEngine } from '../sm/engine.ts';
import { allowsSignatures } from '../x509/key-usage.ts';
import { checkIssued } from '../x509/path-rules.ts';
import type { Certificate } from '../x509/certificate.ts';
import { openStatement, type Statement, type StatementType } from './signed-statement.ts';

/** What a platform's word rests on. */
export interface PlatformTrust {
  readonly engine: SmEngine;
  /** The root pinned for the platform. It certifies the platform's signers and nobody else. */
  readonly root: Certificate;
  /** When the signer's certificate has to be valid. */
  readonly at: Date;
  /** Whether the root has revoked a signer; nothing is known of revocations where it is left out. */
  readonly isRevoked?: (signer: Certificate) => boolean;
}

/**
 * The payload of a statement of the platform itself: signed by a certificate that the pinned root has issued.
 * @throws CodedError STATEMENT_INVALID with the broken `rule`; beside those of {@link openStatement}: root,
 *   issuer, keyUsage, notYetValid, expired, revoked
 */
export function openPlatformStatement(
  statement: Statement,
  type: StatementType,
  { engine, root, at, isRevoked }: PlatformTrust,
): Uint8Array {
  const { payload, signer } = openStatement(statement, type, engine);
  const rule = signerFault(signer, root, engine, at) ?? (isRevoked?.(signer) === true ? 'revoked' : null);
  if (rule !== null) throw new CodedError('STATEMENT_INVALID', rule, { rule });
  return payload;
}

function signerFault(signer: Certificate, root: Certificate, engine: SmEngine, at: Date): string | null {
  if (!equalBytes(signer.issuer.raw, root.subject.raw)) return 'issuer';
  if (checkIssued([signer], root, { engine, at }) !== null) return 'root';
  if (signer.basicConstraints?.isAuthority === true || !allowsSignatures(signer.keyUsage)) return 'keyUsage';
  if (at < signer.notBefore) return 'notYetValid';
  return at > signer.notAfter ? 'expired' : null;
}
