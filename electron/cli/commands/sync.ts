import { proxyOfEnvironment } from '../../adapters/platform-api/connection.ts';
import { readPlatforms } from '../../adapters/platform-api/platforms-file.ts';
import { startSync, syncWorkerIn, type SyncTask } from '../../adapters/platform-sync/sync-operations.ts';
import { storeSettings, storeWorkerIn } from '../../adapters/store/store-operations.ts';
import type { DemoWorld } from '../../services/demo-world/world-description.ts';
import { describePlatforms } from '../../services/platform/describe-platforms.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { PlatformSettings, PlatformView, SyncProgress } from '../../shared/model/platform.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, statusOfError, type ExitStatus } from '../exit-status.ts';
import { platformLines } from '../platform-lines.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { uploadRegisters } from '../register-upload.ts';
import { followSealLife, sealLifePortsOf } from '../seal-life.ts';

const OPTIONS = { platform: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `sync [--platform ID]`: brings every platform's lists up to date, all at once, and sends the register. */
export async function sync(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'sync');
  const world = unwrap(await parts.world());
  const all = unwrap(readPlatforms(world.home));
  const chosen = all.filter(({ id }) => values.platform === undefined || id === values.platform);
  if (chosen.length === 0) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const errors = await Promise.all(chosen.map((each) => synchronise(each, world, parts)));
  const views = await describePlatforms(chosen, parts.store(world));
  for (const view of views) say(view, values.json === true);
  const reached = views.filter(({ problem: found }) => found === null).map(({ id }) => id);
  const unsent = await uploadRegisters(reached, all, world, parts);
  const failed = errors.find((error) => error !== null) ?? views.find((view) => view.problem)?.problem;
  await followSealLife(await sealLifePortsOf(parts, world));
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
async function synchronise(
  platform: PlatformSettings,
  world: DemoWorld,
  { dist }: Composition,
): Promise<AppError | null> {
  const task: SyncTask = {
    platform,
    proxy: proxyOfEnvironment(process.env),
    trustFolder: world.trust.dir,
    store: storeSettings(world.home, dist),
    storeScript: storeWorkerIn(dist).href,
  };
  const ended: Result<unknown> = await startSync(syncWorkerIn(dist), task, sayProgress).outcome;
  if (ended.ok) return null;
  printError({ ...ended.error, details: { ...ended.error.details, platform: platform.id } });
  return ended.error;
}

/** On a terminal alone: a script gets lines that stay true. */
function sayProgress({ platform, step, done, total, unit }: SyncProgress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${platform} ${step} ${done}/${total} ${unit}   `);
}
