import { toHex } from '../../core/bytes/encodings.ts';
import {
  type EnterpriseStatus,
  enterpriseStatusSchema,
} from '../../core/platform/enterprise-status-statement.ts';
import type { PlatformTrust, Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';
import type { PlatformKnowledge, PlatformKnowledgePort, SealIdentity } from './platform-knowledge.ts';
import { openPayload } from './published-lists.ts';
import type { AskAtUse } from './use-state.ts';

/** A question about the enterprise of a seal. */
export type EnterpriseQuestion = Pick<EnterpriseStatus, 'esId' | 'nonce'>;

export interface EnterprisePorts {
  readonly knowledge: PlatformKnowledgePort;
  readonly statuses: Records<EnterpriseStatus>;
  /** Sends a question to a platform; fails as the transport does. Null when the platform is not configured. */
  readonly send: (platformId: string, question: EnterpriseQuestion) => Promise<Result<Statement>> | null;
  /** Returns the trust by which a platform's statements are judged; null when the platform is not configured. */
  readonly trustIn: (platformId: string) => PlatformTrust | null;
  readonly random: RandomBytes;
}

const TYPE = 'enterprise-status';
const NONCE_LENGTH = 16;

const idOf = (platform: string, esId: string): string => `${platform}/${esId}`;

/** Gives access to the last word of each platform about the enterprise of each seal. */
export const enterpriseStatusRecords = (records: RecordStore): Records<EnterpriseStatus> =>
  recordsOfKind(TYPE, enterpriseStatusSchema, ({ platform, esId }) => idOf(platform, esId), records);

/**
 * Asks the platform of a seal for its signed word on the enterprise, and keeps it (广西 第二十五条).
 * @returns null when the seal belongs to no platform. Fails as the transport does, with LIST_FORGED or LIST_DAMAGED, and
 * with the codes of the store
 */
export function askEnterprise(
  seal: SealIdentity,
  ports: EnterprisePorts,
): Promise<Result<EnterpriseStatus | null>> {
  return resultOf(async () => askKnown(await ports.knowledge.of(seal), seal, ports));
}

async function askKnown(
  known: PlatformKnowledge | null,
  { esId }: SealIdentity,
  ports: EnterprisePorts,
): Promise<EnterpriseStatus | null> {
  return known === null || esId === '' ? null : ask(known.platformId, esId, ports);
}

async function ask(
  platform: string,
  esId: string,
  { statuses, send, trustIn, random }: Omit<EnterprisePorts, 'knowledge'>,
): Promise<EnterpriseStatus> {
  const question = { esId, nonce: toHex(random(NONCE_LENGTH)) };
  const [statement, trust] = [await send(platform, question), trustIn(platform)];
  if (statement === null || trust === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  if (!statement.ok) throw new CodedError(statement.error.code, TYPE, statement.error.details);
  const expected = { type: TYPE, schema: enterpriseStatusSchema, platform, list: TYPE } as const;
  const status = openPayload(statement.value, expected, trust);
  // A statement that was kept, or one about the enterprise of another seal, is genuine and no answer.
  const rule = status.nonce !== question.nonce ? 'nonce' : status.esId !== esId ? 'esId' : null;
  if (rule !== null) throw new CodedError('LIST_FORGED', TYPE, { list: TYPE, rule });
  await statuses.keep(status);
  return status;
}

/**
 * Adds the question about the enterprise to the one before each use, where the rules want the data checked when a seal
 * is used. A platform that has just not answered is not asked again.
 */
export function withEnterpriseQuestion(atUse: AskAtUse, ports: EnterprisePorts): AskAtUse {
  return {
    ask: async (seal, certificate) => {
      const answer = await atUse.ask(seal, certificate);
      if (answer === null || answer.state === null) return answer;
      const known = await ports.knowledge.of(seal);
      if (known?.policy?.rules.enterpriseData?.checkedWhenUsing !== true) return answer;
      const asked = await resultOf(() => askKnown(known, seal, ports));
      return { ...answer, enterprise: asked.ok ? 'answered' : asked.error.code };
    },
  };
}

/** Adds the last word about the enterprise to what is known of a seal: it stays known offline. */
export function withEnterpriseStatus(
  knowledge: PlatformKnowledgePort,
  statuses: Pick<Records<EnterpriseStatus>, 'find'>,
): PlatformKnowledgePort {
  return {
    of: async (seal) => {
      const known = await knowledge.of(seal);
      const status = known === null ? null : await statuses.find(idOf(known.platformId, seal.esId));
      return known === null || status === null ? known : { ...known, enterprise: status };
    },
  };
}

/**
 * Asks anew about every enterprise that was asked about before; part of every synchronisation, so that a correction in
 * the registration frees a seal again. A platform that does not answer leaves what is known.
 */
export async function refreshEnterprises(ports: EnterprisePorts): Promise<void> {
  for (const { esId } of await ports.statuses.all()) {
    await askEnterprise({ esId, name: '', tokenSerial: '' }, ports);
  }
}
