import type { SmEngine } from '../core/sm/engine.ts';
import { readTrustStore } from '../core/x509/trust-store.ts';
import type { NamedSeal, PlatformKnowledgePort } from '../services/sealing-gate/ports.ts';
import type { TimeStampSource } from '../services/stamp-signature.ts';
import { trustedTimeOf } from '../services/trusted-time.ts';
import { systemClock, systemRandom } from './document-engine.ts';
import { readTrustFolder } from './files/trust-folder.ts';
import type { PlatformTransports } from './platform-api/platform-transports.ts';
import { timeStampApi } from './platform-api/time-stamp-api.ts';

export interface TrustedTimesParts {
  readonly engine: SmEngine;
  readonly knowledge: PlatformKnowledgePort;
  readonly transports: PlatformTransports;
  readonly trustFolder: string;
}

/** Where the trusted time of a seal comes from, on this computer; undefined where it belongs to no platform. */
export type TrustedTimes = (seal: NamedSeal) => Promise<TimeStampSource | undefined>;

/** The window and the command line ask for the time in the same way. */
export function trustedTimes({
  engine,
  knowledge,
  transports,
  trustFolder,
}: TrustedTimesParts): TrustedTimes {
  const ports = {
    ...{ engine, knowledge, clock: systemClock, random: systemRandom },
    trust: () => Promise.resolve(readTrustStore(readTrustFolder(trustFolder))),
    authorityOf: (platformId: string) => {
      const transport = transports.of(platformId);
      return transport === null ? null : timeStampApi(transport);
    },
  };
  return (seal) => trustedTimeOf(seal, ports);
}
