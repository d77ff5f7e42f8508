import type { Home } from '../../home/home.ts';
import { describePlatforms } from '../../services/platform/describe-platforms.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { PlatformSettings, PlatformView, SyncProgress } from '../../shared/model/platform.ts';
import { unwrap } from '../../shared/result.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, statusOfError, type ExitStatus } from '../exit-status.ts';
import { platformLines } from '../platform-lines.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { followSealLife } from '../seal-life.ts';

const OPTIONS = { platform: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `sync [--platform ID]`: brings every platform's lists up to date, all at once, and sends the register. */
export async function sync(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'sync');
  const home = await context.home();
  const all = unwrap(home.settings);
  const chosen = all.filter(({ id }) => values.platform === undefined || id === values.platform);
  if (chosen.length === 0) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const errors = await Promise.all(chosen.map((each) => synchronise(each, home)));
  const views = await describePlatforms(chosen, home.platformStore);
  for (const view of views) say(view, values.json === true);
  const reached = views.filter(({ problem: found }) => found === null).map(({ id }) => id);
  const unsent = await uploadRegister(reached, home);
  const failed = errors.find((error) => error !== null) ?? views.find((view) => view.problem)?.problem;
  await followSealLife(await home.sealLife());
  const problem = failed ?? unsent;
  return problem === undefined || problem === null ? EXIT.done : statusOfError(problem.code);
}

function say(view: PlatformView, json: boolean): void {
  if (json) printJson(view);
  else platformLines(view).forEach(printLine);
  if (view.problem !== null)
    printError({ ...view.problem, details: { ...view.problem.details, platform: view.id } });
}

/** @returns why nothing could be tried; what else went wrong is in the view */
async function synchronise(platform: PlatformSettings, home: Home): Promise<AppError | null> {
  const ended = await home.synchronise(platform, sayProgress).outcome;
  if (ended.ok) return null;
  printError({ ...ended.error, details: { ...ended.error.details, platform: platform.id } });
  return ended.error;
}

/**
 * Sends the register to platforms that were just reached, and says on standard error what went wrong.
 * @returns the first error; null when everything was sent and countersigned
 */
async function uploadRegister(platforms: readonly string[], home: Home): Promise<AppError | null> {
  const errors: AppError[] = [];
  for (const platform of platforms) {
    const sent = await home.uploadRegister(platform);
    if (!sent.ok) errors.push({ ...sent.error, details: { ...sent.error.details, platform } });
  }
  errors.forEach(printError);
  return errors[0] ?? null;
}

/** On a terminal alone: a script gets lines that stay true. */
function sayProgress({ platform, step, done, total, unit }: SyncProgress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${platform} ${step} ${done}/${total} ${unit}   `);
}
