import { type AppError, CodedError } from '../../shared/errors.ts';
import { cutFailure, type RegisterHistory } from '../register/register-history.ts';
import type { GateRules } from './create-gate.ts';

/**
 * The rule that no seal is used on a register that was cut or rewritten, since the use would go on record after a
 * changed history. Hashing begins with the first question and runs while the document is made ready; its result is
 * awaited before the key is used. A register that cannot be opened at all bars nothing, as everywhere.
 */
export function wholeRegister(history: Pick<RegisterHistory, 'check' | 'lastFinding'>): GateRules {
  return {
    before: () => {
      const check = refusalOf(history);
      if (history.lastFinding !== null) return check;
      // What breaks here breaks again, and is heard, when the result is awaited.
      check.catch(() => undefined);
      return Promise.resolve(null);
    },
    prepared: () => refusalOf(history),
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
