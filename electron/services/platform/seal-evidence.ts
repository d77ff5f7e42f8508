import { toHex } from '../../core/bytes/encodings.ts';
import { type SealEvidence, sealEvidenceSchema } from '../../core/platform/seal-evidence-statement.ts';
import type { PlatformTrust, Statement } from '../../core/platform/signed-statement.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { PlatformKnowledgePort } from './platform-knowledge.ts';
import { openPayload } from './published-lists.ts';

/** A question about a seal in dispute. */
export type EvidenceQuestion = Pick<SealEvidence, 'esId' | 'nonce' | 'documentSm3'> & {
  /** Serial number of the certificate that signed, hexadecimal. */
  readonly certificate: string;
};

/** A seal on a document, as its signature names it. */
export interface DisputedSeal {
  readonly esId: string;
  readonly name: string;
  readonly certificate: string;
}

/** A platform's signed word on a seal, with the root under which it was accepted. */
export interface PlatformEvidence {
  readonly platform: string;
  /** DER */
  readonly root: Uint8Array;
  readonly statement: Statement;
}

/** A platform that was asked about a seal and has given no answer that counts. */
export interface UnansweredQuestion {
  readonly platform: string;
  readonly esId: string;
  readonly sealName: string;
  /** ISO 8601 */
  readonly askedAt: string;
  /** Why there is none: it was not reached, refused, or what came is not its word on this seal. */
  readonly code: ErrorCode;
}

/** What came of asking the platforms of the seals on a document. */
export interface AskedPlatforms {
  readonly stated: readonly PlatformEvidence[];
  readonly unanswered: readonly UnansweredQuestion[];
}

export const NOBODY_ASKED: AskedPlatforms = { stated: [], unanswered: [] };

export interface SealEvidencePorts {
  readonly knowledge: PlatformKnowledgePort;
  /** Sends a question to a platform; fails as the transport does. Null when the platform is not configured. */
  readonly send: (platformId: string, question: EvidenceQuestion) => Promise<Result<Statement>> | null;
  readonly trustIn: (platformId: string) => PlatformTrust | null;
  readonly random: RandomBytes;
  readonly clock: Clock;
}

const TYPE = 'seal-evidence';
const NONCE_LENGTH = 16;

/**
 * Opens a platform's statement on a seal.
 * @throws CodedError LIST_FORGED or LIST_DAMAGED with the broken rule
 */
export function openSealEvidence(statement: Statement, platform: string, trust: PlatformTrust): SealEvidence {
  const expected = { type: TYPE, schema: sealEvidenceSchema, platform, list: TYPE } as const;
  return openPayload(statement, expected, trust);
}

/**
 * Asks the platform of each seal on a document for the electronic data that it has. A seal of no platform is left out; a platform
 * that does not answer is named, and does not hinder the others.
 * @param documentSm3 of the document in dispute, hexadecimal
 * @returns fails as the knowledge of platforms does
 */
export function askSealEvidence(
  seals: readonly DisputedSeal[],
  documentSm3: string,
  ports: SealEvidencePorts,
): Promise<Result<AskedPlatforms>> {
  return resultOf(async () => {
    const stated: PlatformEvidence[] = [];
    const unanswered: UnansweredQuestion[] = [];
    for (const seal of seals) {
      const known = await ports.knowledge.of({ ...seal, tokenSerial: '' });
      if (known === null) continue;
      const { platformId: platform } = known;
      const { esId, name: sealName } = seal;
      const askedAt = ports.clock.now().toISOString();
      const answer = await resultOf(() => ask(platform, seal, documentSm3, ports));
      if (answer.ok) stated.push(answer.value);
      else unanswered.push({ platform, esId, sealName, askedAt, code: answer.error.code });
    }
    return { stated, unanswered };
  });
}

/** Lists the seals on a document, each with the certificate that signed; a seal in several places stands once. */
export function sealsOn({ signatures }: Pick<VerificationReport, 'signatures'>): DisputedSeal[] {
  const seals = signatures.flatMap(({ seal, signer }) =>
    seal === null || signer === null
      ? []
      : [{ esId: seal.esId, name: seal.name, certificate: signer.serial }],
  );
  return [...new Map(seals.map((seal) => [`${seal.esId} ${seal.certificate}`, seal])).values()];
}

async function ask(
  platform: string,
  { esId, certificate }: DisputedSeal,
  documentSm3: string,
  { send, trustIn, random }: SealEvidencePorts,
): Promise<PlatformEvidence> {
  const question = { esId, certificate, documentSm3, nonce: toHex(random(NONCE_LENGTH)) };
  const [answer, trust] = [await send(platform, question), trustIn(platform)];
  if (answer === null || trust === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  if (!answer.ok) throw new CodedError(answer.error.code, TYPE, answer.error.details);
  const stated = openSealEvidence(answer.value, platform, trust);
  const rule = faultOf(stated, question);
  if (rule !== null) throw new CodedError('LIST_FORGED', TYPE, { list: TYPE, rule });
  return { platform, root: trust.root.raw, statement: answer.value };
}

/** Returns the member by which a genuine statement is no answer to this question; null when it is one. */
function faultOf(stated: SealEvidence, question: EvidenceQuestion): string | null {
  if (stated.nonce !== question.nonce) return 'nonce';
  if (stated.esId !== question.esId || stated.events.some(({ esId }) => esId !== question.esId))
    return 'esId';
  if (stated.documentSm3 !== question.documentSm3) return 'documentSm3';
  return stated.certificate.serial === question.certificate ? null : 'certificate';
}
