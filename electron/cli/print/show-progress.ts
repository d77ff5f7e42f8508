import { setLastLine } from './printing.ts';
import { type Amount, ProgressLine } from './progress-line.ts';

/** Often enough that a clock is seen to run. */
const TICK_MS = 250;
/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** Keeps how far work is that tells its bytes, for a line that looks. */
export class SeenBytes {
  #amount: Amount | null = null;

  readonly tell = (done: number, total: number): void => {
    this.#amount = { done, total, unit: 'bytes' };
  };

  readonly look = (): Amount | null => this.#amount;
}

/** Tells how far work is. */
export type TellAmount = (amount: Amount) => void;

/** Tells how many entries of a register are read. */
export const tellEntries =
  (tell: TellAmount) =>
  (done: number, total: number): void =>
    tell({ done, total, unit: 'entries' });

/** What work is, in both languages, and whether its command prints for programs. */
export interface ShownWork {
  readonly what: string;
  readonly json: boolean | undefined;
  /** Returns how far the work is, if it does not tell that by itself; null while nobody knows. */
  readonly look?: () => Amount | null;
}

/**
 * Runs work, and shows on a terminal how far it is once it takes more than a second. Nothing is shown if standard error is no
 * terminal, or with --json. Work within other work has the line until it is done.
 */
export async function withProgress<T>(
  { what, json, look }: ShownWork,
  work: (tell: TellAmount) => Promise<T>,
): Promise<T> {
  const { stderr } = process;
  if (!stderr.isTTY || json === true) return work(() => undefined);
  const line = new ProgressLine(what, {
    now: () => performance.now(),
    write: (text) => void stderr.write(text),
    columns: () => stderr.columns || USUAL_COLUMNS,
  });
  const tick = (): void => {
    if (look === undefined) line.draw();
    else line.tell(look());
  };
  const timer = setInterval(tick, TICK_MS);
  timer.unref();
  const outer = setLastLine(line);
  outer?.hold(true);
  try {
    return await work((amount) => line.tell(amount));
  } finally {
    clearInterval(timer);
    // For good: what is told later, as of a batch that goes on, has no line any more.
    line.hold(true);
    setLastLine(outer);
    outer?.hold(false);
  }
}
