import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { SinglePlace } from '../core/signing/seal-request.ts';
import type { CodedError } from '../shared/errors.ts';
import { PERSON_ROLES, type Person, type PersonRole } from '../shared/model/loss-report.ts';
import { LANGUAGES } from '../shared/model/app-info.ts';
import { MOST_COPIES, type OfficeFacts, type UseParticulars } from '../shared/model/register.ts';
import type { PinSource } from './ask/pin-input.ts';
import { usage } from './usage.ts';

// Options that several commands share, and what values of options mean.

export const jsonOption = new Option('--json', '输出 JSON print JSON');

export const tokenOption = new Option('--token <serial>', 'USB Key 序列号 serial number of the key');

export const pinEnvOption = new Option(
  '--pin-env <variable>',
  '存放口令的环境变量 environment variable that holds the PIN',
);

export const pinStdinOption = new Option('--pin-stdin', '从标准输入读口令 read the PIN from standard input');

export const lastTryOption = new Option(
  '--last-try',
  '使用最后一次机会，口令错误会锁定 Key send a PIN although a wrong one would lock the key now',
);

export const lockOption = new Option(
  '--lock',
  '锁定 OFD，之后任何人都不能再盖章 lock an OFD: nobody can put a further seal on it',
);

export const trustOption = new Option(
  '--trust <folder>',
  '信任文件夹，默认工作环境的 trust folder; that of the world by default',
);

/** The time to judge by; `--at` of a place is {@link atOption}. */
export const judgedAtOption = new Option(
  '--at <time>',
  '以此时间为准，须带时区 judge by this time, with its zone',
).argParser<string>((text) => instantOf('--at', text));

export const sealFileOption = new Option(
  '--seal-file <file|folder>',
  '从文件取印章 take the seal from a file, or from a folder of them',
);

export const acceptOption = new Option(
  '--accept <code>',
  '明知体检的红色问题仍盖章，记入台账，可多次给出 seal in spite of a red finding, on record; may be given again',
).argParser<readonly string[]>(collected);

/** Says how red findings are accepted. */
export function acceptHint(codes: readonly string[]): string {
  const options = codes.map((code) => `--accept ${code}`).join(' ');
  return `仍要盖章须逐项确认，并记入台账 to seal in spite of them, on record: ${options}`;
}

export const outOption = new Option('-o, --out <file>', '输出文件，不覆盖 file to write; none is replaced')
  .argParser(notEmpty)
  .makeOptionMandatory();

export const languageOption = new Option(
  '--language <language>',
  '报告和表格的语言 language of reports and tables',
)
  .choices(LANGUAGES)
  .default('zh-CN' as const);

export const atOption = new Option(
  '--at <x,y>',
  '页面左上角到印章中心的毫米数 millimetres from the page’s top left to the seal’s centre',
);

export const pageOption = new Option('--page <number|last>', '页码，默认最后一页 page; the last by default');

export const fieldOption = new Option('--field <name>', '已有签名域的名称 name of a signature field');

export const nameOption = new Option('--name <name>', '申请人姓名 name of the person who files this');

export const roleOption = new Option('--role <role>', '申请人身份 what that person is').choices(PERSON_ROLES);

export const contactOption = new Option('--contact <text>', '联系方式 telephone or mail of that person');

/** Checks that a value is not empty. @throws InvalidArgumentError */
export function notEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** Checks that a value is not blank, and removes the spaces around it. @throws InvalidArgumentError */
export function filled(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new InvalidArgumentError('It must not be empty.');
  return trimmed;
}

/** Adds one more value to an option that may be given several times. */
export function collected(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/**
 * The value of an option that is needed in this case, without spaces around it.
 * @throws CodedError USAGE when it was left out or is empty
 */
export function needed(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') {
    throw usage(`需要 --${option}`, `--${option} is needed`);
  }
  return text.trim();
}

interface PersonOptions {
  readonly name?: string | undefined;
  readonly role?: PersonRole | undefined;
  readonly contact?: string | undefined;
}

/** The person who files something, an agent by default. @throws CodedError USAGE when name or contact were left out */
export function personOf({ name, role = 'agent', contact }: PersonOptions): Person {
  return { name: needed('name', name), role, contact: needed('contact', contact) };
}

/**
 * The first or last moment of a day of this computer's calendar, or a point in time, as ISO 8601.
 * @param option named when the text is neither
 */
export function dayOf(option: string, text: string, end: 'start' | 'end'): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !hasZone(text)) throw notDay(option, text);
  const date = new Date(isDay ? `${text}T${end === 'start' ? '00:00:00.000' : '23:59:59.999'}` : text);
  if (Number.isNaN(date.getTime())) throw notDay(option, text);
  return date.toISOString();
}

/** A whole number from 1 on. @param option named when the text is none */
export function numberOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usage(
    `${option} 应为正整数，而不是“${text}”`,
    `${option} takes a whole number from 1 on, not "${text}"`,
  );
}

/** A whole number from 1 to the most that the option takes. @throws CodedError USAGE */
export function numberUpTo(most: number, option: string, text: string): number {
  const number = numberOf(option, text);
  if (number <= most) return number;
  throw usage(`${option} 最多 ${most}`, `${option} takes ${most} at most`);
}

function notDay(option: string, text: string): CodedError {
  return usage(
    `${option} 应为日期（如 2026-12-01）或带时区的时间，而不是“${text}”`,
    `${option} takes a day such as 2026-12-01 or a time with its zone, not "${text}"`,
  );
}

/** A point in time as ISO 8601. @param option named when the text is no time with its zone */
export function instantOf(option: string, text: string): string {
  const date = new Date(text);
  if (!hasZone(text) || Number.isNaN(date.getTime())) {
    throw usage(
      `${option} 应为带时区的时间（如 2026-12-01T00:00:00Z），而不是“${text}”`,
      `${option} takes a time such as 2026-12-01T00:00:00Z, not "${text}"`,
    );
  }
  return date.toISOString();
}

const hasZone = (text: string): boolean => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text);

interface ParticularOptions {
  readonly purpose?: string | undefined;
  readonly counterpart?: string | undefined;
  readonly applicant?: string | undefined;
  readonly approver?: string | undefined;
  readonly keeper?: string | undefined;
  readonly contractNumber?: string | undefined;
  readonly copies?: number | undefined;
  readonly department?: string | undefined;
  readonly requestNumber?: string | undefined;
}

/** In characters; the window has the same limit. */
const LONGEST_PARTICULAR = 200;

/** The particulars that the register keeps of a seal's use. @throws CodedError USAGE when one is too long */
export function particularsOf(options: ParticularOptions): UseParticulars {
  const { purpose = '', counterpart = '', applicant = '', approver = '', keeper = '' } = options;
  const given = { purpose, counterpart, applicant, approver, keeper };
  const { contractNumber = '', department = '', requestNumber = '' } = options;
  const office = { 'contract-number': contractNumber, department, 'request-number': requestNumber };
  const long = Object.entries({ ...given, ...office }).find(([, text]) => text.length > LONGEST_PARTICULAR);
  if (long !== undefined) {
    throw usage(
      `--${long[0]} 最多 ${LONGEST_PARTICULAR} 个字符`,
      `--${long[0]} takes ${LONGEST_PARTICULAR} characters`,
    );
  }
  return { ...given, office: officeOf(options) };
}

/** What the office keeps of a use; undefined if nothing of it is named. */
function officeOf({
  contractNumber = '',
  copies,
  department = '',
  requestNumber = '',
}: ParticularOptions): OfficeFacts | undefined {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const office = {
    contractNumber: orNull(contractNumber),
    copies: copies ?? null,
    department: orNull(department),
    requestNumber: orNull(requestNumber),
  };
  return Object.values(office).every((value) => value === null) ? undefined : office;
}

/** A number of copies. @throws CodedError USAGE */
export const copiesOf = (text: string): number => numberUpTo(MOST_COPIES, '--copies', text);

interface TargetOptions {
  readonly page?: string | undefined;
  readonly at?: string | undefined;
  readonly field?: string | undefined;
}

/** The place to seal: `--at X,Y [--page N|last]`, or `--field NAME`. @throws CodedError USAGE */
export function targetOf(options: TargetOptions): SinglePlace {
  if ((options.at === undefined) === (options.field === undefined)) {
    throw usage('请给出 --at X,Y 或 --field NAME 之一', 'give either --at X,Y or --field NAME');
  }
  if (options.field !== undefined) {
    if (options.page !== undefined) {
      throw usage('--page 与 --field 不能同时使用', '--page does not go with --field');
    }
    return { kind: 'field', name: options.field };
  }
  return { kind: 'place', page: pageIndex(options.page), ...millimetres('--at', options.at ?? '') };
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Reads a point. @throws CodedError USAGE */
export function millimetres(option: string, text: string): { readonly xMm: number; readonly yMm: number } {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== 2 || !parts.every((part) => DECIMAL.test(part))) {
    throw usage(
      `${option} 应为毫米坐标 X,Y，而不是“${text}”`,
      `${option} takes X,Y in millimetres, not "${text}"`,
    );
  }
  return { xMm: Number(parts[0]), yMm: Number(parts[1]) };
}

/** Reads a page. @returns its index from 0 @throws CodedError USAGE */
export function pageIndex(text: string | undefined): number | 'last' {
  if (text === undefined || text === 'last') return 'last';
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw usage(
      `--page 应为从 1 起的页码或 last，而不是“${text}”`,
      `--page takes a number from 1 or "last", not "${text}"`,
    );
  }
  return Number(text) - 1;
}

interface PinOptions {
  readonly pinEnv?: string | undefined;
  readonly pinStdin?: boolean | undefined;
}

/** The source of the PIN, which is asked for at the terminal when no option names one. @throws CodedError USAGE */
export function pinSourceOf({ pinEnv, pinStdin }: PinOptions): PinSource {
  if (pinEnv !== undefined && pinStdin === true) {
    throw usage('--pin-env 与 --pin-stdin 不能同时使用', 'give --pin-env or --pin-stdin, not both');
  }
  if (pinEnv !== undefined) return { kind: 'env', name: pinEnv };
  return { kind: pinStdin === true ? 'stdin' : 'ask' };
}
