import { CodedError, type AppError } from '../../shared/errors.ts';
import type { SealTarget } from '../../core/signing/index.ts';
import type { ChosenSeal } from '../tokens/chosen-seal.ts';
import { gatherSituation, type SituationPorts } from './gather-situation.ts';
import { refusalBy } from './rules/all-rules.ts';
import type { SealingSituation } from './situation.ts';

/** A document as it is known once it is prepared. */
export interface PreparedDocument {
  /** SM3 of the input, hexadecimal. */
  readonly sm3Before: string;
  readonly fileName: string;
  readonly target: SealTarget;
}

/** The rules of the jurisdiction. Each answer is the reason why the seal may not be used, or null. */
export interface SealingGate {
  /** Asked before anything is done. */
  before(chosen: ChosenSeal): Promise<AppError | null>;
  /** Asked once the document's hash is known and before the key is used. */
  prepared(chosen: ChosenSeal, document: PreparedDocument): Promise<AppError | null>;
}

/** A rule of a feature that asks for more than the situation: delegation, approval. */
export interface GateRules {
  before?(chosen: ChosenSeal, situation: SealingSituation): Promise<AppError | null>;
  prepared?(
    chosen: ChosenSeal,
    document: PreparedDocument,
    situation: SealingSituation,
  ): Promise<AppError | null>;
}

/**
 * The gate before every use of a seal. It judges anew each time it is asked, by what the computer knows then;
 * where that cannot be read, the seal is not used.
 *
 * @param further rules of features, asked in their order once the general ones let the seal pass
 */
export function createSealingGate(ports: SituationPorts, further: readonly GateRules[] = []): SealingGate {
  return {
    before: (chosen) =>
      asRefusal(async () => {
        const situation = await gatherSituation(chosen, ports);
        return refusalBy(situation) ?? first(further, (rules) => rules.before?.(chosen, situation));
      }),
    prepared: (chosen, document) =>
      asRefusal(async () => {
        const situation = await gatherSituation(chosen, ports);
        return (
          refusalBy(situation) ?? first(further, (rules) => rules.prepared?.(chosen, document, situation))
        );
      }),
  };
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
