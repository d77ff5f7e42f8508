import { askedWait } from '../../shared/texts/asked-wait.ts';
import { shownError } from '../../shared/texts/problem-texts.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ModuleFailure } from '../../services/ports/tokens.ts';
import { jsonText } from './json-text.ts';

/** The signs that begin a line which says how something is. Where a code page lacks one, `gbk-text.ts` has a like one. */
export const SIGNS = { good: '✔', attention: '!', bad: '✘', unknown: '?', nothing: '–' } as const;

/** The last line of the terminal, which says how far work is. */
interface LastLine {
  clear(): void;
  /** Keeps the line away until it is let go. */
  hold(isHeld: boolean): void;
}
let lastLine: LastLine | null = null;

/**
 * Has a line make room from now on for what is printed and asked.
 * @param line null when there is none any more
 * @returns the line that did so until now
 */
export function setLastLine(line: LastLine | null): LastLine | null {
  const former = lastLine;
  lastLine = line;
  return former;
}

/** Asks the person something, without a line that says how far work is. */
export async function undisturbed<T>(ask: () => Promise<T>): Promise<T> {
  lastLine?.hold(true);
  try {
    return await ask();
  } finally {
    lastLine?.hold(false);
  }
}

/** Prints one JSON value on a line of its own. */
export function printJson(value: unknown): void {
  lastLine?.clear();
  process.stdout.write(`${jsonText(value)}\n`);
}

export function printLine(text: string): void {
  lastLine?.clear();
  process.stdout.write(`${text}\n`);
}

/** Prints a file that was not to be written anywhere. */
export function printBytes(bytes: Uint8Array): void {
  lastLine?.clear();
  process.stdout.write(bytes);
}

/** Prints for a person, beside the answer for a program. */
export function printAside(text: string): void {
  lastLine?.clear();
  process.stderr.write(`${text}\n`);
}

/**
 * Prints a list: for a program one JSON value a line, for a person each item by `print`. A person is told when there is nothing to list,
 * because silence looks like a failure.
 * @param none what is said then, in both languages
 */
export function printEach<T>(
  items: readonly T[],
  { json, print, none }: { json: true | undefined; print: (item: T) => void; none: string },
): void {
  for (const item of items) {
    if (json) printJson(item);
    else print(item);
  }
  if (items.length === 0 && !json) printAside(none);
}

/** Prints an error to standard error, in both languages: what happened, why, what to do next. */
export function printError(error: AppError): void {
  const facts = error.details === undefined ? '' : ` ${JSON.stringify(error.details)}`;
  const lines = (['zh-CN', 'en'] as const).map((language) => {
    const { what, why, next } = shownError(error, language);
    return [what, why, next].join(' ');
  });
  const waiting = askedWait(error);
  const asked = waiting === null ? [] : [`${waiting['zh-CN']} ${waiting.en}`];
  printAside(`${[...lines, ...asked].join('\n')}\n[${error.code}]${facts}`);
}

/** Prints which modules could not be asked for their keys, and why. */
export function printModuleFailures(failures: readonly ModuleFailure[]): void {
  for (const { module, error } of failures) printError({ ...error, details: { ...error.details, module } });
}

/** An error for a program: the code, what is known, and what people read. */
export function errorJson(error: AppError): Readonly<Record<string, unknown>> {
  const texts = { zh: shownError(error, 'zh-CN'), en: shownError(error, 'en') };
  return { ok: false, error: { ...error, ...texts } };
}

/** Asks the person to log in at a platform; the command waits meanwhile. */
export function printLoginAddress(address: string): void {
  printAside(
    `请在这台电脑的浏览器中打开下面的地址，按平台的要求登录（如用电子营业执照扫码），程序会等待五分钟。\n` +
      `Open this address in a browser on this computer and log in as the platform asks; the command waits for five minutes.\n${address}`,
  );
}
