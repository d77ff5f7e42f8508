import { type AppError, CodedError } from '../../shared/errors.ts';
import { cutFailure, type RegisterHistory } from '../register/register-history.ts';
import type { GateRules } from './create-gate.ts';

/**
 * The rules that no seal is used on a register that was cut or rewritten, since the use would go on record after a
 * changed history. Hashing begins when every other rule has let the seal pass (`begins` stands last), so that a refusal
 * costs none, and runs while the document is made ready; its result is awaited before anything else is done for the use
 * (`decides` stands first). A register that cannot be opened at all bars nothing, as everywhere.
 */
export function wholeRegister(history: Pick<RegisterHistory, 'check' | 'lastFinding'>): {
  readonly decides: GateRules;
  readonly begins: GateRules;
} {
  return {
    decides: {
      before: () => (history.lastFinding === null ? Promise.resolve(null) : refusalOf(history)),
      prepared: () => refusalOf(history),
    },
    begins: {
      before: () => {
        // What breaks here breaks again, and is heard, when the result is awaited.
        refusalOf(history).catch(() => undefined);
        return Promise.resolve(null);
      },
    },
  };
}

async function refusalOf(history: Pick<RegisterHistory, 'check'>): Promise<AppError | null> {
  try {
    const { finding } = await history.check();
    return finding === null ? null : cutFailure(finding);
  } catch (error) {
    if (error instanceof CodedError && error.code.startsWith('STORE_')) return null;
    throw error;
  }
}
