import type { PlatformTrust } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { trustUnder } from '../../services/platform/platform-trust.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { platformFolderIn, platformTrustFolder } from '../trust-files/platform-trust-folder.ts';

export interface StatementTrustParts {
  /** The platforms of platforms.json. */
  readonly platforms: readonly PlatformSettings[];
  /** Holds the platforms' lists, which name revoked signers. */
  readonly trustFolder: string;
  readonly engine: SmEngine;
  readonly clock: Clock;
}

/**
 * Returns the trust by which a platform's statements are judged now: its pinned root, and the signers that the root has revoked
 * or the platform has announced. Null when the platform is not configured.
 */
export function statementTrust(
  platformId: string,
  { platforms, trustFolder, engine, clock }: StatementTrustParts,
): PlatformTrust | null {
  const settings = platforms.find(({ id }) => id === platformId);
  const [pinned] = settings === undefined ? [] : decodePem(settings.root);
  if (pinned === undefined) return null;
  const root = decodeCertificate(pinned.der);
  const files = platformTrustFolder(platformFolderIn(trustFolder, platformId));
  return trustUnder(root, files, { engine, at: clock.now() });
}
