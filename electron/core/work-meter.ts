import { CodedError } from '../shared/errors.ts';
import { PDF_BUDGET, PICTURE_BUDGET } from './budgets.ts';

/** The work that is counted over a whole document, whichever part of the program does it. */
type Work = 'inflatedBytes' | 'syntaxBytes' | 'hashedBytes' | 'pixels';

/** Makes the error for work beyond a budget. @param budget its name, for reports and logs */
export function overBudget(budget: string, most: number): CodedError {
  return new CodedError('FILE_OVER_BUDGET', `more than ${String(most)} ${budget}`, { budget, most });
}

/** Takes damage for absence. Work beyond a budget stays an error, and so does a mistake of this program. */
export function orNullIfDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return null;
    throw error;
  }
}

/**
 * Counts the work that one document makes a reader do. Nothing is counted by time: the same bytes cost the same
 * everywhere.
 */
export class WorkMeter {
  readonly #most: Readonly<Record<Work, number>>;
  readonly #spent: Record<Work, number> = { inflatedBytes: 0, syntaxBytes: 0, hashedBytes: 0, pixels: 0 };
  #exceeded: CodedError | null = null;

  /** @param size of the document in bytes: reading a larger one costs more */
  constructor(size: number) {
    this.#most = {
      inflatedBytes: PDF_BUDGET.inflatedBytes + PDF_BUDGET.inflatedTimesSize * size,
      syntaxBytes: PDF_BUDGET.syntaxBytes + PDF_BUDGET.syntaxTimesSize * size,
      hashedBytes: PDF_BUDGET.hashedBytes + PDF_BUDGET.hashedTimesSize * size,
      pixels: PICTURE_BUDGET.pixelsOfDocument + PICTURE_BUDGET.pixelsTimesSize * size,
    };
  }

  /**
   * Counts work that is about to be done.
   * @throws CodedError FILE_OVER_BUDGET, now and for all work that follows
   */
  spend(work: Work, amount: number): void {
    if (this.#exceeded !== null) throw this.#exceeded;
    this.#spent[work] += amount;
    if (this.#spent[work] <= this.#most[work]) return;
    this.#exceeded = overBudget(work, this.#most[work]);
    throw this.#exceeded;
  }

  /**
   * The error of the budget that was exceeded; null if none was. Checks that take damage for an answer cannot hide
   * it.
   */
  get exceeded(): CodedError | null {
    return this.#exceeded;
  }

  /** The work so far, for tests and measurements. */
  get spent(): Readonly<Record<Work, number>> {
    return { ...this.#spent };
  }
}
