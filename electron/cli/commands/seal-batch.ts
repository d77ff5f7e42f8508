import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writing } from '../../adapters/files/file-errors.ts';
import { createDraftFile } from '../../adapters/files/node-files.ts';
import { pathsOf } from '../../adapters/files/path-list.ts';
import { documentsUnder } from '../../adapters/document-files/document-files.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { Home } from '../../home/home.ts';
import { HeldPinSession } from '../../home/held-pin-session.ts';
import { type OpenedBatch, openSealingBatch } from '../../home/open-sealing-batch.ts';
import type { Draft } from '../../services/ports/files.ts';
import {
  type BatchOrder,
  type BatchSeal,
  isSameOrder,
  keysOf,
} from '../../services/sealing-batch/batch-order.ts';
import { isKeyAway } from '../../services/sealing-batch/pausing-errors.ts';
import { resultsTable } from '../../services/sealing-batch/results-table.ts';
import { findPreset } from '../../services/presets/presets.ts';
import { sealDocument } from '../../services/sealing/seal-document.ts';
import type { OrderedSeal } from '../../services/sealing/seal-order.ts';
import { sealFromFile } from '../../services/sealing-gate/create-gate.ts';
import type { ListedTokens } from '../../services/tokens/list-tokens.ts';
import type { ChosenSeal } from '../../services/tokens/token-seals.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import { outputPatternOf } from '../../services/settings/settings-keeper.ts';
import { resultOf, unwrap } from '../../shared/result.ts';
import { needed, particularsOf, pinSourceOf } from '../arguments.ts';
import type { BatchOptions } from '../seal-options/batch-options.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { unlockByAsking } from '../ask/unlock-by-asking.ts';
import type { SealOptions } from '../seal-options/options-by-seal.ts';
import { namesPlaces, placesOf } from '../seal-options/place-options.ts';
import { PasswordInput } from '../ask/password-input.ts';
import { readPins } from '../ask/pin-input.ts';
import { BatchPrinter, printBatchEnd, statusOfBatch } from '../print/print-batch.ts';
import { printAside, printError } from '../print/printing.ts';
import { withBeside } from '../seal-options/beside-options.ts';
import { usage } from '../usage.ts';
import { type TellAmount, withProgress } from '../print/show-progress.ts';
import { sealAmong } from './choose-seal.ts';
import { isSaved, seekSaved, withUsualPreset } from './saved-seals.ts';

/** Pause between two looks for a key that was pulled, and how long the command waits for it. */
const LOOK_MS = 500;
const LONGEST_WAIT_MS = 600_000;

/**
 * `seal --batch <folder|list> -o <folder>`: seals many documents by one PIN. `--resume` goes on with a batch that was
 * stopped or killed. The exit status is that of the worst document, or 75 while documents wait for `--resume`.
 */
export async function sealBatch(
  given: BatchOptions,
  bySeal: readonly SealOptions[],
  context: CommandContext,
): Promise<void> {
  expectFitting(given);
  const options = given.resume === true ? given : await withUsualPreset(given, bySeal, context);
  if (options.sealFile !== undefined && bySeal.length > 1) {
    throw usage('--with 不能与 --seal-file 同时使用', '--with does not go with --seal-file');
  }
  const source = pinSourceOf(options);
  const outFolder = resolve(options.out);
  const home = await context.home();
  printPolicyProblems(home);
  const table = options.csv === undefined ? null : createDraftFile(resolve(options.csv), 0o644);
  const passwords = new PasswordInput(options);
  let forget = (): void => undefined;
  try {
    if (options.dryRun !== true) writing(() => mkdirSync(outFolder, { recursive: true }));
    const run = openRun(options, home, passwords);
    const { batch } = run.opened;
    await watched('正在检查 looking at documents', options, run, () =>
      (options.resume === true ? resumed : begun)({ ...options, bySeal, outFolder }, run),
    );
    forget = () => batch.forgetPasswords();
    await unlockByAsking(batch, passwords);
    run.printer.printLocked(batch.view().rows);
    if (options.dryRun !== true && batch.items.some(({ row }) => row.state === 'ready')) {
      const keys = batch.order === null ? [] : keysOf(batch.order);
      const pins = await readPins(source, keys.length === 1 ? [''] : keys);
      try {
        const pinOf = new Map(keys.map((key, index) => [key, pins[index] ?? new Uint8Array()]));
        await watched('正在盖章 sealing', options, run, () => sealAll(pinOf, options, context, run));
      } finally {
        pins.forEach((pin) => pin.fill(0));
      }
    }
    await setTimeout(0);
    const { rows, progress } = batch.view();
    printBatchEnd(progress, rows.length);
    const { phase } = progress;
    const obstacle = phase.step === 'paused' ? phase.error : null;
    if (obstacle !== null) printError(obstacle);
    if (table !== null && phase.step === 'ended') publish(table, resultsTable(batch.items, options.language));
    context.endWith(
      obstacle === null ? statusOfBatch(rows, options.dryRun === true) : statusOfError(obstacle.code),
    );
  } finally {
    table?.discard();
    forget();
    passwords.forget();
  }
}

/** Does a part of a batch in which nobody is asked anything, and shows how many documents are done. */
function watched(
  what: string,
  { json }: Pick<BatchOptions, 'json'>,
  run: Run,
  work: () => Promise<void>,
): Promise<void> {
  return withProgress({ what, json }, async (tell) => {
    run.tell = tell;
    await work();
  });
}

function publish(table: Draft, text: string): void {
  table.write(utf8Bytes(text));
  table.publish();
}

/** @throws CodedError USAGE for options that do not go together */
function expectFitting(options: BatchOptions): void {
  if (options.approval !== undefined) {
    throw usage('--batch 不能与 --approval 同时使用', '--batch does not go with --approval');
  }
  if (options.convert === true && (options.resume === true || options.dryRun === true)) {
    throw usage(
      '--convert 不能与 --resume 或 --dry-run 同时使用',
      '--convert goes with neither --resume nor --dry-run',
    );
  }
  if (options.resume === true && (options.anew === true || options.dryRun === true)) {
    throw usage(
      '--resume 不能与 --anew 或 --dry-run 同时使用',
      '--resume goes with neither --anew nor --dry-run',
    );
  }
}

/** The options of a batch, those of each seal by themselves. */
interface GroupedOptions extends BatchOptions {
  readonly bySeal: readonly SealOptions[];
  /** Absolute path. */
  readonly outFolder: string;
}

interface Run {
  readonly home: Home;
  /** A file that holds the seal of the order; undefined when the seal is on its key. */
  readonly sealFile: string | undefined;
  readonly opened: OpenedBatch;
  readonly printer: BatchPrinter;
  readonly held: HeldPinSession;
  /** Shows how many documents are done. */
  tell: TellAmount;
  /** The seals with their keys that were found. */
  readonly chosen: Map<string, ChosenSeal>;
}

function openRun(options: BatchOptions, home: Home, { given, canAsk }: PasswordInput): Run {
  const shown = { json: options.json === true, dryRun: options.dryRun === true, mayUnlock: canAsk };
  const printer = new BatchPrinter(shown, (id) => {
    const item = run.opened.batch.find(id);
    return { input: item?.path ?? '', output: item?.outputPath ?? null };
  });
  const { tokens, clock } = home;
  const held = new HeldPinSession({ tokens, clock, changed: () => undefined });
  const { sealFile } = options;
  const rules = sealFile === undefined ? [] : [sealFromFile];
  const run: Run = {
    ...{ home, held, sealFile, printer, tell: () => undefined },
    chosen: new Map(),
    opened: openSealingBatch(
      home,
      {
        changed: ({ rows, progress: { done, total } }) => {
          printer.print(rows);
          run.tell({ done, total, unit: 'files' });
        },
        // A command has nobody who looks at the table: each row is printed at once.
        pause: () => Promise.resolve(),
        search: (path) =>
          documentsUnder(path, {
            isDeep: options.recursive === true,
            withPictures: options.convert === true,
          }),
        choose: (seal) => resultOf(() => found(seal, run)),
        holdsLogin: (serial) => held.holds(serial),
        seal: (order, pinOf) =>
          sealDocument({ ...order, rules }, pinOf, { ...home.sealing, tokens: held.forBatch() }),
        broken: (error) => printAside(`sealdesk: a sealing broke off: ${String(error)}`),
      },
      given,
    ),
  };
  return run;
}

/** Gathers and looks at the documents of a new batch. */
async function begun(options: GroupedOptions, run: Run): Promise<void> {
  const { batch, journal } = run.opened;
  const paths = pathsOf(needed('batch', options.batch));
  const unfinished = options.dryRun === true ? null : await journal.openIn(options.outFolder);
  if (unfinished !== null && options.anew !== true) throw new CodedError('BATCH_UNFINISHED');
  const order = await orderOf(options, run);
  if (unfinished !== null) await journal.end(unfinished.id);
  const { truncated } = await batch.add(paths);
  if (truncated) {
    printAside('文件过多，其余未加入 there are more files than one batch takes; the rest is left out');
  }
  if (options.convert === true) unwrap(await batch.convert());
  unwrap(await batch.check(order));
  const { convertible } = batch;
  if (convertible.length > 0) {
    printAside(
      `${convertible.length} 份要先转换为 PDF：用 sealdesk convert，或加 --convert ${convertible.length} are to be converted to PDF first: by sealdesk convert, or with --convert`,
    );
  }
}

/** Takes up the unfinished batch of a folder. Seal and places may be named again, but must be the same. */
async function resumed(options: GroupedOptions, run: Run): Promise<void> {
  const { batch, journal } = run.opened;
  const unfinished = await journal.openIn(options.outFolder);
  if (unfinished === null) throw new CodedError('BATCH_NOT_FOUND');
  const isNamed = options.bySeal.some((each) => each.seal !== undefined || namesPlaces(each));
  if (isNamed || options.preset !== undefined) {
    const order = await orderOf(options, run);
    if (!isSameOrder(order, unfinished.order)) throw new CodedError('BATCH_DIFFERS');
  }
  if (options.lock === true && unfinished.order.locks !== true) throw new CodedError('BATCH_DIFFERS');
  unwrap(await batch.resume(unfinished.id));
}

async function orderOf(options: GroupedOptions, run: Run): Promise<BatchOrder> {
  const { outFolder } = options;
  const seals: BatchSeal[] = [];
  for (const { target, chosen } of await placedSeals(options, run)) {
    const ordered = { esId: chosen.info.esId, tokenSerial: chosen.token.serial, target };
    run.chosen.set(nameOf(ordered), chosen);
    seals.push(ordered);
  }
  return {
    ...{ seals, outFolder },
    pattern: outputPatternOf(run.home.preferences.view(), options.pattern),
    reason: options.reason ?? '',
    particulars: particularsOf(options),
    accepted: options.accept ?? [],
    withoutTimeStamp: !options.timeStamp,
    again: options.again === true,
    ...(options.lock === true ? { locks: true } : {}),
  };
}

/** Finds the seals that the options or a preset name, on the keys that are plugged in. */
async function placedSeals(
  { bySeal, ...options }: GroupedOptions,
  { home, sealFile }: Run,
): Promise<readonly Pick<OrderedSeal, 'chosen' | 'target'>[]> {
  if (isSaved(options, bySeal)) {
    const { seals } = await findPreset(needed('preset', options.preset), home.records);
    return seekSaved(seals, await home.listTokens(), home);
  }
  const placed = bySeal.map((each) => ({
    target: withBeside(placesOf(each), each),
    seal: sealFile === undefined ? needed('seal', each.seal) : each.seal,
    ...{ token: each.token },
  }));
  const listed = await home.listTokens();
  return placed.map(({ target, seal, token }) => ({
    target,
    chosen: sealAmong(listed, { seal, token, file: sealFile }, home),
  }));
}

const nameOf = ({ esId, tokenSerial }: BatchSeal): string => JSON.stringify([esId, tokenSerial]);

/** Returns a seal on its key, which is looked for once. @throws CodedError why there is none */
async function found(seal: BatchSeal, run: Run): Promise<ChosenSeal> {
  const known = run.chosen.get(nameOf(seal));
  return known ?? foundAmong(await run.home.listTokens(), seal, run);
}

/** Finds a seal on keys that were listed. @throws CodedError why there is none */
function foundAmong(
  listed: ListedTokens,
  seal: BatchSeal,
  { home, chosen, sealFile: file }: Run,
): ChosenSeal {
  const wish = { seal: seal.esId, token: seal.tokenSerial, file };
  const found = sealAmong(listed, wish, home);
  chosen.set(nameOf(seal), found);
  return found;
}

/**
 * Seals until all is done, or nothing further can be. A pulled key is waited for. The first Ctrl+C stops after the
 * document at hand.
 */
async function sealAll(
  pins: ReadonlyMap<string, Uint8Array>,
  options: BatchOptions,
  context: CommandContext,
  run: Run,
): Promise<void> {
  const { batch } = run.opened;
  const wish = { isStopped: false };
  context.takeSignals(() => {
    if (wish.isStopped) return false;
    wish.isStopped = true;
    batch.pause();
    printAside('正在停止：完成当前文件后停下 stopping after the document at hand');
    return true;
  });
  try {
    for (;;) {
      // A failure of the journal pauses the batch, and is said at the end.
      const copies = new Map([...pins].map(([key, pin]) => [key, Uint8Array.from(pin)]));
      await batch.seal({ pins: copies, lastTryConfirmed: options.lastTry === true });
      const { phase } = batch.view().progress;
      if (wish.isStopped || phase.step !== 'paused' || phase.error === null) return;
      // The login has ended, as when the key was away for a moment: the same PIN makes another one.
      if (phase.error.code === 'PIN_REQUIRED') continue;
      if (!isKeyAway(phase.error.code) || !(await keyReturns(phase.error, () => wish.isStopped, run))) return;
    }
  } finally {
    context.takeSignals(null);
    await run.held.drop();
  }
}

/** Waits for the key of the batch. @returns false when it does not come back in time, or nobody waits any more */
async function keyReturns(error: AppError, isStopped: () => boolean, run: Run): Promise<boolean> {
  printError(error);
  printAside('请插回 USB Key，批次将自动继续 plug the key in again, and the batch goes on');
  const seals = run.opened.batch.order?.seals ?? [];
  const until = Date.now() + LONGEST_WAIT_MS;
  run.chosen.clear();
  while (Date.now() < until && !isStopped()) {
    await setTimeout(LOOK_MS);
    const all = await resultOf(async () => {
      const listed = await run.home.listTokens();
      for (const seal of seals) foundAmong(listed, seal, run);
    });
    if (all.ok) return true;
  }
  return false;
}
