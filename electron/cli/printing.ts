import { askedWait } from '../shared/texts/asked-wait.ts';
import { shownError } from '../shared/texts/problem-texts.ts';
import type { AppError } from '../shared/errors.ts';
import type { ModuleFailure } from '../services/ports/tokens.ts';

/** Prints one JSON value on a line of its own. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints for a person, beside the answer for a program. */
export function printAside(text: string): void {
  process.stderr.write(`${text}\n`);
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
  process.stderr.write(`${[...lines, ...asked].join('\n')}\n[${error.code}]${facts}\n`);
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
  process.stderr.write(
    `请在这台电脑的浏览器中打开下面的地址，按平台的要求登录（如用电子营业执照扫码），程序会等待五分钟。\n` +
      `Open this address in a browser on this computer and log in as the platform asks; the command waits for five minutes.\n${address}\n`,
  );
}
