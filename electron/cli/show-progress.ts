import { setLastLine } from './printing.ts';
import { type Amount, ProgressLine } from './progress-line.ts';

/** Often enough that a clock is seen to run. */
const TICK_MS = 250;
/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** Tells how far work is. */
export type TellAmount = (amount: Amount) => void;

/** What work is, in both languages, and whether its command prints for programs. */
export interface ShownWork {
  readonly what: string;
  readonly json: boolean | undefined;
  /** Returns how far the work is, if it does not tell that by itself; null while nobody knows. */
  readonly look?: () => Amount | null;
}

/**
 * Runs work, and shows on a terminal how far it is once it takes more than a second. Nothing is shown if standard error is no
 * terminal, or with --json.
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
  setLastLine(line);
  try {
    return await work((amount) => line.tell(amount));
  } finally {
    clearInterval(timer);
    setLastLine(null);
    // For good: what is told later, as of a batch that goes on, has no line any more.
    line.hold(true);
  }
}
