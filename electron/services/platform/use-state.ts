import { toHex } from '../../core/bytes/encodings.ts';
import type { PlatformTrust, Statement } from '../../core/platform/signed-statement.ts';
import { useStateSchema } from '../../core/platform/use-state-statement.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';
import { openClaim } from '../../core/seal-life/status-events.ts';
import {
  type PlatformKnowledge,
  type PlatformKnowledgePort,
  type SealIdentity,
  statusBy,
  type UseState,
} from './platform-knowledge.ts';
import type { PlatformStore } from './platform-store.ts';
import { openPayload } from './published-lists.ts';

/** A question about one use of a seal. */
export type UseQuestion = Pick<UseState, 'esId' | 'nonce'> & {
  /** Serial number of the certificate that is to sign, hexadecimal. */
  readonly certificate: string;
  /** Number of the last event of the feed that is here. */
  readonly after: number;
};

/** The outcome of a question. */
export interface UseAnswer {
  /** 'answered', or the code of the reason why the platform's word could not be had. */
  readonly asked: string;
  /** The time of this computer when the answer came. */
  readonly askedAt: Date;
  /** Null without an answer. */
  readonly state: UseState | null;
  /** The outcome of the question about the enterprise, as `asked`; absent where the rules want none. */
  readonly enterprise?: string;
}

/** Asks a platform about one use of a seal. */
export interface AskAtUse {
  /**
   * Returns null when the seal belongs to no platform.
   * @param certificate DER; null when its token holds none, and then nobody is asked
   * @throws CodedError of the store; LIST_ROLLED_BACK when the platform takes back what it has published
   */
  ask(seal: SealIdentity, certificate: Uint8Array | null): Promise<UseAnswer | null>;
}

export interface AskAtUsePorts {
  readonly knowledge: PlatformKnowledgePort;
  readonly store: Pick<PlatformStore, 'lastStatusNumber'>;
  readonly states: Records<UseState>;
  /**
   * Sends a question to a platform; fails as the transport does, within about two seconds. Null when the platform is
   * not configured.
   */
  readonly send: (platformId: string, question: UseQuestion) => Promise<Result<Statement>> | null;
  /** Returns the trust by which a platform's statements are judged; null when the platform is not configured. */
  readonly trustIn: (platformId: string) => PlatformTrust | null;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const TYPE = 'use-state';
const NONCE_LENGTH = 16;

/** Gives access to the last word of each platform about each seal, so that going offline forgets nothing. */
export const useStateRecords = (records: RecordStore): Records<UseState> =>
  recordsOfKind(TYPE, useStateSchema, ({ platform, esId }) => idOf(platform, esId), records);

const idOf = (platform: string, esId: string): string => `${platform}/${esId}`;

/**
 * Makes the question that is asked before each use of a seal (广西 第二十五条: 使用时核验). A platform that does not
 * answer, or whose answer cannot be believed, is an outcome: the ages that the profile allows then decide.
 */
export function askAtUse(ports: AskAtUsePorts): AskAtUse {
  return {
    ask: async (seal, certificate) => {
      const known = await ports.knowledge.of(seal);
      const signer = certificate === null ? null : certificateOrNull(certificate);
      if (known === null || signer === null || seal.esId === '') return null;
      const platform = known.platformId;
      const after = await ports.store.lastStatusNumber(platform);
      const nonce = toHex(ports.random(NONCE_LENGTH));
      const question = { esId: seal.esId, certificate: signer.serial, after, nonce };
      const answer = await answerOf(platform, question, ports);
      const askedAt = ports.clock.now();
      if (!answer.ok) return { asked: answer.error.code, askedAt, state: null };
      const { head } = answer.value;
      if (head < after)
        throw new CodedError('LIST_ROLLED_BACK', TYPE, { list: TYPE, known: after, given: head });
      await ports.states.keep(answer.value);
      return { asked: 'answered', askedAt, state: answer.value };
    },
  };
}

/**
 * Asks the platform of a seal for its signed word on the seal, with every event from the first on, to be kept.
 * @param certificate of the signer, DER
 * @returns null when the seal belongs to no platform. Fails as the transport does, with LIST_FORGED or with LIST_DAMAGED
 */
export async function statementOnSeal(
  seal: SealIdentity,
  certificate: Uint8Array,
  ports: Pick<AskAtUsePorts, 'knowledge' | 'send' | 'trustIn' | 'random'>,
): Promise<Result<Statement | null>> {
  const known = await ports.knowledge.of(seal);
  const signer = certificateOrNull(certificate);
  if (known === null || signer === null) return success(null);
  const nonce = toHex(ports.random(NONCE_LENGTH));
  const question = { esId: seal.esId, certificate: signer.serial, after: 0, nonce };
  let kept: Statement | null = null;
  const send: AskAtUsePorts['send'] = (platform, asked) => {
    const sent = ports.send(platform, asked);
    return sent && sent.then((answer) => ((kept = answer.ok ? answer.value : null), answer));
  };
  const answer = await answerOf(known.platformId, question, { ...ports, send });
  return answer.ok ? success(kept) : answer;
}

/** Fails as the transport does, with LIST_FORGED or with LIST_DAMAGED. */
async function answerOf(
  platform: string,
  question: UseQuestion,
  { send, trustIn }: Pick<AskAtUsePorts, 'send' | 'trustIn'>,
): Promise<Result<UseState>> {
  const [statement, trust] = [await send(platform, question), trustIn(platform)];
  return resultOf(() => {
    if (statement === null || trust === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
    if (!statement.ok) throw new CodedError(statement.error.code, TYPE, statement.error.details);
    const expected = { type: TYPE, schema: useStateSchema, platform, list: TYPE } as const;
    const state = openPayload(statement.value, expected, trust);
    const rule = faultOf(state, question);
    if (rule !== null) throw new CodedError('LIST_FORGED', TYPE, { list: TYPE, rule });
    return Promise.resolve(state);
  });
}

/** Returns the member by which a genuine statement is no answer to this question; null when it is one. */
function faultOf(state: UseState, { nonce, esId, certificate, after }: UseQuestion): string | null {
  if (state.nonce !== nonce) return 'nonce';
  if (state.esId !== esId || state.events.some((event) => event.esId !== esId)) return 'esId';
  if (state.certificate.serial !== certificate) return 'certificate';
  if (state.after !== undefined && state.after !== after) return 'after';
  const numbers = [after, ...state.events.map(({ number }) => number)];
  return numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))
    ? 'sequence'
    : null;
}

/**
 * Adds to the knowledge of a platform what it said at the last use of the seal here: a suspension that was learned then
 * stays known until the feed brings it, also offline and after a restart.
 */
export function withUseStates(
  knowledge: PlatformKnowledgePort,
  states: Pick<Records<UseState>, 'find'>,
): PlatformKnowledgePort {
  return {
    of: async (seal) => {
      const known = await knowledge.of(seal);
      const state = known === null ? null : await states.find(idOf(known.platformId, seal.esId));
      return known === null || state === null ? known : withState(known, state);
    },
  };
}

function withState(known: PlatformKnowledge, state: UseState): PlatformKnowledge {
  const newest = Math.max(known.status?.number ?? 0, known.claim?.number ?? 0);
  const news = state.events.filter(({ number }) => number > newest);
  return {
    ...known,
    status: statusBy(news) ?? known.status,
    claim: news.length === 0 ? known.claim : openClaim(news),
    statusAsOf: newerOf(known.statusAsOf, state.issuedAt),
    atUse: state,
  };
}

function newerOf(one: string | null, other: string): string {
  return one !== null && Date.parse(one) > Date.parse(other) ? one : other;
}
