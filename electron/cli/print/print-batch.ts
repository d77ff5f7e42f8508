import type { ErrorCode } from '../../shared/errors.ts';
import { isLockedRow, type SealingProgress, type SealingRow } from '../../shared/model/sealing-batch.ts';
import { batchTexts } from '../../shared/texts/batch-texts.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { EXIT, type ExitStatus } from '../end/exit-status.ts';
import { statusOfError, worstStatus } from '../end/outcome-status.ts';
import { printAside, printJson, printLine, SIGNS } from './printing.ts';

const ENDED = ['sealed', 'failed', 'refused', 'leftOut'];
const LOOKED_AT = ['ready', 'refused'];

/** Prints each document of a batch once, as soon as its outcome is known: a line of JSON, or one for a person. */
export class BatchPrinter {
  readonly #json: boolean;
  readonly #pathOf: (id: string) => { readonly input: string; readonly output: string | null };
  readonly #printed = new Set<string>();
  /** A dry run is at its end when a document was looked at. */
  readonly #awaited: readonly string[];
  readonly #listsPlaces: boolean;
  /** True while a password may still be asked for: what waits for one is at no end yet. */
  #mayUnlock: boolean;

  /** @param pathOf returns the paths of a document */
  constructor(
    options: { readonly json: boolean; readonly dryRun: boolean; readonly mayUnlock: boolean },
    pathOf: (id: string) => { readonly input: string; readonly output: string | null },
  ) {
    this.#json = options.json;
    this.#listsPlaces = options.dryRun;
    this.#awaited = options.dryRun ? LOOKED_AT : ENDED;
    this.#pathOf = pathOf;
    this.#mayUnlock = options.mayUnlock;
  }

  /** Prints what has waited for its password in vain: nobody is asked any more. */
  printLocked(rows: readonly SealingRow[]): void {
    this.#mayUnlock = false;
    this.print(rows.filter(isLockedRow));
  }

  print(rows: readonly SealingRow[]): void {
    for (const row of rows) {
      if (!this.#awaited.includes(row.state) || this.#printed.has(row.id)) continue;
      if (this.#mayUnlock && isLockedRow(row)) continue;
      this.#printed.add(row.id);
      if (this.#json) printJson(jsonOf(row, this.#pathOf(row.id), this.#listsPlaces));
      else this.#printRow(row);
    }
  }

  #printRow(row: SealingRow): void {
    const { input, output } = this.#pathOf(row.id);
    const facts = row.plan === null ? '' : `  ${row.plan.pages} 页 pages, ${row.plan.hits} 处 places`;
    const ok = row.error === null && row.state !== 'leftOut';
    const lock = row.plan?.locks === true && row.error === null ? '  锁定签章 locks the document' : '';
    printLine(`${ok ? SIGNS.good : SIGNS.bad} ${wordOf(row)}  ${input}${facts}${lock}`);
    if (this.#listsPlaces) printPlaces(row);
    if (row.error === null) return output === null ? undefined : printLine(`    → ${output}`);
    printLine(`    ${whyText(row.error.code)}`);
  }
}

/** Lists every place of a dry run, and what keeps seals from others. */
function printPlaces({ plan }: SealingRow): void {
  for (const { page, xMm, yMm } of plan?.places ?? []) {
    printLine(`    第 ${page} 页 page: ${xMm}, ${yMm} 毫米 mm`);
  }
  for (const { page, code } of plan?.misses ?? []) {
    printLine(`    ${page === null ? '' : `第 ${page} 页 page: `}${whyText(code)}`);
  }
}

const whyText = (code: ErrorCode): string =>
  `${errorTexts['zh-CN'][code].what} ${errorTexts.en[code].what} [${code}]`;

const wordOf = ({ state }: SealingRow): string =>
  `${batchTexts['zh-CN'].states[state]} ${batchTexts.en.states[state]}`;

function jsonOf(
  row: SealingRow,
  paths: { readonly input: string; readonly output: string | null },
  listsPlaces: boolean,
): object {
  const { number, state, plan, sealed, error } = row;
  const texts = error === null ? {} : { zh: errorTexts['zh-CN'][error.code], en: errorTexts.en[error.code] };
  return {
    ...{ ok: error === null && state !== 'leftOut', number, input: paths.input, state },
    ...(plan === null ? {} : { pages: plan.pages, places: plan.hits, covering: plan.covering }),
    ...((plan?.approvals ?? []).some((each) => each !== null) ? { approvals: plan?.approvals } : {}),
    ...(plan?.locks === true ? { locks: true } : {}),
    ...(plan !== null && listsPlaces ? { hits: plan.places, misses: plan.misses } : {}),
    ...(error === null ? { output: paths.output } : { error: { ...error, ...texts } }),
    ...(sealed ?? {}),
  };
}

/** Says how a batch has gone, beside the lines of its documents. */
export function printBatchEnd({ sealed, failed }: SealingProgress, total: number): void {
  printAside(
    `共 ${total} 份，已盖章 ${sealed}，未盖成 ${failed} of ${total} documents ${sealed} sealed, ${failed} not`,
  );
}

/** Returns the worst status of the documents of a batch; EX_TEMPFAIL while some wait to be gone on with. */
export function statusOfBatch(rows: readonly SealingRow[], isDryRun: boolean): ExitStatus {
  const statuses = rows.flatMap(({ error }) => (error === null ? [] : statusOfDocument(error.code)));
  const isOpen = rows.some(({ state }) => state === 'ready' || state === 'waiting');
  if (isOpen && !isDryRun) return EXIT.busy;
  return statuses.length === 0 ? EXIT.done : worstStatus(statuses);
}

/** A place that one document of many does not have is no mistake of the command. */
function statusOfDocument(code: ErrorCode): ExitStatus {
  const status = statusOfError(code);
  return status === EXIT.usage ? EXIT.badInput : status;
}
