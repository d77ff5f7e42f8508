import type { ErrorCode } from '../../shared/errors.ts';

/** The code of a line of the log of problems: `2026-11-29T02:00:00.000Z the window: WINDOW_CRASHED`. */
const LINE = /^(\S+) .*?: (\S+)/;

/** How often the program and its window ended by themselves, and how many problems there were in all. */
export interface Endings {
  readonly program: number;
  readonly window: number;
  readonly problems: number;
}

/** Counts what the log of problems tells from a moment on. */
export function endingsSince(lines: readonly string[], since: Date): Endings {
  const codes = lines.flatMap((line) => {
    const [, time = '', code = ''] = LINE.exec(line) ?? [];
    return Date.parse(time) >= since.getTime() ? [code] : [];
  });
  const count = (code: ErrorCode): number => codes.filter((each) => each === code).length;
  return { program: count('ENDED_ABNORMALLY'), window: count('WINDOW_CRASHED'), problems: codes.length };
}
