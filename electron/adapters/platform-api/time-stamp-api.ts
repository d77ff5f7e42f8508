import type { SmEngine } from '../../core/sm/engine.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { PlatformKnowledgePort, SealIdentity } from '../../services/platform/platform-knowledge.ts';
import type { OpeningPorts } from '../../services/register/open-register.ts';
import {
  type DigestStampSource,
  digestTimeOf,
  type TimeStampAuthorityPort,
  type TimeStampSource,
  trustedTimeOf,
  type TrustedTimeParts,
} from '../../services/trusted-time/trusted-time.ts';
import { success } from '../../shared/result.ts';
import { systemRandom } from '../system.ts';
import type { PlatformTransports } from './https-transport.ts';
import { registerTransport } from './register-transport.ts';
import type { PlatformTransport } from './transport.ts';

/** Short, because the person waits; without an answer the document is sealed all the same. */
const DEADLINE_MS = 5000;
/** Far above any time stamp that has room in a document. */
const LARGEST_ANSWER = 65_536;

/**
 * Asks the time-stamp authority of one platform (RFC 3161 §3.4, with the media types of TimeStampReq and Resp).
 * @param transport signs the request by the register's key
 */
export function timeStampApi(transport: PlatformTransport): TimeStampAuthorityPort {
  return {
    ask: async (request) => {
      const answer = await transport.send({
        method: 'POST',
        path: '/v1/time-stamps',
        headers: { accept: 'application/timestamp-reply, application/problem+json' },
        contentType: 'application/timestamp-query',
        body: request,
        deadlineMs: DEADLINE_MS,
        personWaits: true,
        largestAnswer: LARGEST_ANSWER,
      });
      return answer.ok ? success(answer.value.body) : answer;
    },
  };
}

interface TrustedTimesParts {
  readonly engine: SmEngine;
  readonly knowledge: PlatformKnowledgePort;
  readonly transports: PlatformTransports;
  /** The register, its key, and the openings that holders have signed. */
  readonly openings: OpeningPorts;
  readonly documents: Pick<DocumentEngine, 'acceptTimeStamp'>;
  readonly trustFolder: string;
}

/** Returns the source of trusted time for a seal; undefined if the seal belongs to no platform. */
export type TrustedTimes = (seal: SealIdentity) => Promise<TimeStampSource | undefined>;

/** Makes the sources of trusted time of a home. */
export function trustedTimes(parts: TrustedTimesParts): TrustedTimes {
  const ports = portsOf(parts);
  return (seal) => trustedTimeOf(seal, ports);
}

/** Returns the source of trusted time over digests, by the seal of a document. */
export function documentTimes(
  parts: TrustedTimesParts,
): (seal: SealIdentity) => Promise<DigestStampSource | undefined> {
  const ports = portsOf(parts);
  return (seal) => digestTimeOf(seal, ports);
}

function portsOf(parts: TrustedTimesParts): TrustedTimeParts {
  const { engine, knowledge, transports, openings, documents, trustFolder } = parts;
  return {
    ...{ engine, knowledge, random: systemRandom },
    accept: (answer, request) => documents.acceptTimeStamp(answer, request, trustFolder),
    authorityOf: (platformId) => {
      const transport = transports.of(platformId);
      if (transport === null) return null;
      return timeStampApi(registerTransport(platformId, transport, openings));
    },
  };
}
