import { decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { ResetPlatforms } from '../../services/pin-reset/reset-platform.ts';
import { revokedByRoot } from '../../services/platform/platform-trust.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { platformFolderIn, platformTrustFolder } from '../files/platform-trust-folder.ts';
import { pinResetApi } from './pin-reset-api.ts';
import type { PlatformTransports } from './platform-transports.ts';

export interface ResetPlatformsParts {
  /** Of platforms.json, in its order. */
  readonly platforms: readonly PlatformSettings[];
  readonly transports: Pick<PlatformTransports, 'of'>;
  readonly knowledge: PlatformKnowledgePort;
  /** With what the platforms' lists have left of revoked signers. */
  readonly trustFolder: string;
  readonly engine: SmEngine;
  readonly clock: Clock;
}

/** The platforms of this home as PIN resets see them. */
export function resetPlatforms(parts: ResetPlatformsParts): ResetPlatforms {
  const { platforms, transports, knowledge, trustFolder, engine, clock } = parts;
  return {
    platformOf: async (esId) => {
      const known = esId === null ? null : await knowledge.of({ esId, name: '', tokenSerial: '' });
      return known?.platformId ?? platforms[0]?.id ?? null;
    },
    resetApi: (platformId) => {
      const transport = transports.of(platformId);
      return transport === null ? null : pinResetApi(transport);
    },
    trustIn: (platformId) => {
      const settings = platforms.find(({ id }) => id === platformId);
      const [pinned] = settings === undefined ? [] : decodePem(settings.root);
      if (pinned === undefined) return null;
      const root = decodeCertificate(pinned.der);
      const files = platformTrustFolder(platformFolderIn(trustFolder, platformId));
      return { engine, root, at: clock.now(), isRevoked: revokedByRoot(root, files) };
    },
  };
}
