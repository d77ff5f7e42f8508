import { type AppError, CodedError } from '../../shared/errors.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { UseKnowledge } from '../../shared/model/register.ts';
import type { AskAtUse, UseAnswer } from '../platform/use-state.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { archiveDemand } from './use-demands.ts';
import { refusalBy, refuse } from './rules.ts';
import { type SealingSituation, type SituationPorts, gatherSituation } from './situation.ts';

/** A document as it is known once it is prepared. */
export interface PreparedDocument {
  /** SM3 of the input, hexadecimal. */
  readonly sm3Before: string;
  readonly fileName: string;
  readonly target: SealTarget;
  /** Whether the seal locks the document (锁定签章). */
  readonly locks: boolean;
}

/** The facts of this computer, and the question to the platform. */
export interface GatePorts extends SituationPorts {
  readonly atUse: AskAtUse;
}

/** The rules of the jurisdiction. Each answer is the reason why the seal may not be used, or null. */
export interface SealingGate {
  /** Asked before anything is done. */
  before(chosen: ChosenSeal): Promise<AppError | null>;
  /** Asked once the document's hash is known and before the key is used. */
  prepared(chosen: ChosenSeal, document: PreparedDocument): Promise<AppError | null>;
  /** Returns what was known of the seal when the rules were last asked; null before, and without a platform. */
  known(): UseKnowledge | null;
  /** Tells whether an archive time stamp is to follow the seal, by the rules as they were last asked. */
  demandsArchiveStamp(): boolean;
}

/** The rules of a feature, such as delegation or approval, which need more than the situation. */
export interface GateRules {
  before?(chosen: ChosenSeal, situation: SealingSituation): Promise<AppError | null>;
  prepared?(
    chosen: ChosenSeal,
    document: PreparedDocument,
    situation: SealingSituation,
  ): Promise<AppError | null>;
}

/**
 * Creates the gate before one use of a seal. It first asks the platform of the seal, in one request, and then judges by
 * the facts that the computer knows. When they cannot be read, the seal is not used.
 * @param further rules of features, asked in their order after the general rules have let the seal pass
 */
export function createSealingGate(ports: GatePorts, further: readonly GateRules[] = []): SealingGate {
  let answer: UseAnswer | null = null;
  let known: UseKnowledge | null = null;
  let isArchived = false;
  const gather = async (chosen: ChosenSeal): Promise<SealingSituation> => {
    const situation = await gatherSituation(chosen, ports, answer);
    known = knowledgeOf(situation);
    isArchived = archiveDemand(situation) !== null;
    return situation;
  };
  return {
    before: (chosen) =>
      asRefusal(async () => {
        answer = await ports.atUse.ask(chosen.info, chosen.certificate);
        const situation = await gather(chosen);
        return refusalBy(situation) ?? first(further, (rules) => rules.before?.(chosen, situation));
      }),
    prepared: (chosen, document) =>
      asRefusal(async () => {
        const situation = await gather(chosen);
        return (
          refusalBy(situation) ?? first(further, (rules) => rules.prepared?.(chosen, document, situation))
        );
      }),
    known: () => known,
    demandsArchiveStamp: () => isArchived,
  };
}

function knowledgeOf({ knowledge, answer, policy }: SealingSituation): UseKnowledge | null {
  if (knowledge === null) return null;
  const { platformId: platform, profileId, statusAsOf, revocationListsAsOf } = knowledge;
  const [profile, asked] = [policy?.id ?? profileId, answer?.asked ?? 'notAsked'];
  return { platform, profile, asked, statusAsOf, revocationListsAsOf };
}

async function first(
  rules: readonly GateRules[],
  ask: (rules: GateRules) => Promise<AppError | null> | undefined,
): Promise<AppError | null> {
  for (const rule of rules) {
    const refusal = (await ask(rule)) ?? null;
    if (refusal !== null) return refusal;
  }
  return null;
}

async function asRefusal(judge: () => Promise<AppError | null>): Promise<AppError | null> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof CodedError) return error.toAppError();
    throw error;
  }
}

/**
 * The rule for a seal from a file. It refuses the seal when the policy wants the seal itself, and not only its key, in
 * a certified device (宿迁 第十六条, 广东 第11条).
 */
export const sealFromFile: GateRules = {
  before: (_chosen, situation) => {
    const storage = situation.policy?.rules.storage ?? null;
    return Promise.resolve(
      storage?.sealInDevice === true ? refuse('SEAL_FILES_NOT_ALLOWED', situation, storage) : null,
    );
  },
};
