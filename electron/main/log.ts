import { problemLine } from '../services/support-bundle/problem-line.ts';
import type { ErrorCode } from '../shared/errors.ts';

/** The longest text of one line, in UTF-16 code units: what is refused may have been large, and so may its description. */
const LONGEST_TEXT = 4_000;
/** Lines of one place within a minute. Who breaks the rules again and again shall not fill a disk. */
const MOST_LINES = 20;
const MINUTE_MS = 60_000;

const places = new Map<string, { readonly since: number; lines: number }>();

let keep: (line: string) => void = () => undefined;

/** Has a line of each problem kept, without what it names, for a support bundle. */
export function keepProblems(note: (line: string) => void): void {
  keep = note;
}

/** Keeps the code of a failure that the window was answered with. */
export function noteFailure(where: string, code: ErrorCode): void {
  if (linesOf(`${where} ${code}`, performance.now()) <= MOST_LINES)
    keep(problemLine(new Date(), where, code));
}

/** Writes down a broken invariant, once, where whoever started the app can see it. */
export function reportBroken(where: string, error: unknown): void {
  const lines = linesOf(where, performance.now());
  if (lines > MOST_LINES) return;
  keep(problemLine(new Date(), where, error));
  const further = lines === MOST_LINES ? ' (further ones of this minute are not written down)' : '';
  process.stderr.write(`sealdesk: ${where}: ${describe(error)}${further}\n`);
}

/** @returns how many lines a place has written within its minute, with this one */
function linesOf(where: string, nowMs: number): number {
  const before = places.get(where);
  if (before !== undefined && nowMs - before.since < MINUTE_MS) return (before.lines += 1);
  places.set(where, { since: nowMs, lines: 1 });
  return 1;
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
