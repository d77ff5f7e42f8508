import { parseArgs } from 'node:util';

const USAGE = 'npm run fuzz -- [--engines] [--minutes 10] [--seed 7]';

/** How long something goes on at random, and from which seed. */
export interface RandomRun {
  readonly minutes: number;
  readonly seed: number;
}

/**
 * Reads the options of `npm run fuzz` and says what they came to, so that the run can be repeated.
 * @param usualMinutes how long it goes on unless `--minutes` says so
 * @returns null when nothing is to run: help was asked for, or the options are wrong, which has been said (exit status 64)
 */
export function minutesAndSeed(args: readonly string[], usualMinutes: number): RandomRun | null {
  if (args.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return null;
  }
  try {
    const run = readRun(args, usualMinutes);
    process.stdout.write(`seed ${String(run.seed)}, ${String(run.minutes)} minutes\n`);
    return run;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = 64;
    return null;
  }
}

function readRun(args: readonly string[], usualMinutes: number): RandomRun {
  const options = {
    engines: { type: 'boolean' },
    minutes: { type: 'string', default: String(usualMinutes) },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  // Without this, no time would pass as a run that found nothing.
  if (!(minutes > 0)) throw new TypeError('--minutes takes a number above 0');
  if (!Number.isSafeInteger(seed)) throw new TypeError('--seed takes a whole number');
  return { minutes, seed };
}
