import type { SmEngine } from '../core/sm/engine.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { NamedSeal, PlatformKnowledgePort } from '../services/sealing-gate/ports.ts';
import {
  type TimeStampSource,
  trustedTimeOf,
  type TrustedTimeParts,
} from '../services/trusted-time/trusted-time.ts';
import { systemRandom } from './document-engine.ts';
import type { PlatformTransports } from './platform-api/platform-transports.ts';
import { timeStampApi } from './platform-api/time-stamp-api.ts';

export interface TrustedTimesParts {
  readonly engine: SmEngine;
  readonly knowledge: PlatformKnowledgePort;
  readonly transports: PlatformTransports;
  readonly documents: Pick<DocumentEngine, 'acceptTimeStamp'>;
  readonly trustFolder: string;
}

/** Where the trusted time of a seal comes from, on this computer; undefined where it belongs to no platform. */
export type TrustedTimes = (seal: NamedSeal) => Promise<TimeStampSource | undefined>;

/** The window and the command line ask for the time in the same way. */
export function trustedTimes(parts: TrustedTimesParts): TrustedTimes {
  const { engine, knowledge, transports, documents, trustFolder } = parts;
  const ports: TrustedTimeParts = {
    ...{ engine, knowledge, random: systemRandom },
    accept: (answer, request) => documents.acceptTimeStamp(answer, request, trustFolder),
    authorityOf: (platformId) => {
      const transport = transports.of(platformId);
      return transport === null ? null : timeStampApi(transport);
    },
  };
  return (seal) => trustedTimeOf(seal, ports);
}
