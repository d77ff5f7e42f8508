import { parseArgs, type ParseArgsConfig } from 'node:util';

import { CodedError } from '../shared/errors.ts';
import type { SealTarget } from '../core/signing/seal-request.ts';
import type { UseParticulars } from '../shared/model/register.ts';
import type { PinSource } from './pin-input.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses a command's arguments. Throws USAGE with what is wrong. */
export function parseCommand<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

export function usage(message: string): CodedError {
  return new CodedError('USAGE', message, { message });
}

/** Exactly one file argument. */
export function oneFile(positionals: readonly string[], what: string): string {
  const [path, ...more] = positionals;
  if (path === undefined || path === '' || more.length > 0) throw usage(`exactly one ${what} is needed`);
  return path;
}

/** For commands that take options only. */
export function noPositionals(positionals: readonly string[], command: string): void {
  if (positionals.length > 0) throw usage(`${command} takes no "${positionals.join(' ')}"`);
}

/**
 * The first or last moment of a day of this computer's calendar, or a point in time, as ISO 8601.
 * @param option named where the text is neither
 */
export function dayOf(option: string, text: string, end: 'start' | 'end'): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text)) throw notDay(option, text);
  const date = new Date(isDay ? `${text}T${end === 'start' ? '00:00:00.000' : '23:59:59.999'}` : text);
  if (Number.isNaN(date.getTime())) throw notDay(option, text);
  return date.toISOString();
}

function notDay(option: string, text: string): CodedError {
  return usage(`${option} takes a day such as 2026-12-01 or a time with its zone, not "${text}"`);
}

interface ParticularOptions {
  readonly purpose?: string | undefined;
  readonly counterpart?: string | undefined;
  readonly applicant?: string | undefined;
  readonly approver?: string | undefined;
  readonly keeper?: string | undefined;
}

/** What the register is to know of a seal's use beside what the document and the key say. */
export function particularsOf(options: ParticularOptions): UseParticulars {
  const { purpose = '', counterpart = '', applicant = '', approver = '', keeper = '' } = options;
  const given = { purpose, counterpart, applicant, approver, keeper };
  const long = Object.entries(given).find(([, text]) => text.length > LONGEST_PARTICULAR);
  if (long !== undefined) throw usage(`--${long[0]} takes ${LONGEST_PARTICULAR} characters`);
  return given;
}

/** As many as the window takes. */
const LONGEST_PARTICULAR = 200;

const DECIMAL = /^-?\d+(\.\d+)?$/;

function millimetres(text: string): { readonly xMm: number; readonly yMm: number } {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== 2 || !parts.every((part) => DECIMAL.test(part))) {
    throw usage(`--at takes X,Y in millimetres, not "${text}"`);
  }
  return { xMm: Number(parts[0]), yMm: Number(parts[1]) };
}

function pageIndex(text: string | undefined): number | 'last' {
  if (text === undefined || text === 'last') return 'last';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usage(`--page takes a number from 1 or "last", not "${text}"`);
  return Number(text) - 1;
}

interface TargetOptions {
  readonly page?: string | undefined;
  readonly at?: string | undefined;
  readonly field?: string | undefined;
}

/** Where to seal: --at X,Y [--page N|last], or --field NAME. */
export function targetOf(options: TargetOptions): SealTarget {
  if ((options.at === undefined) === (options.field === undefined)) {
    throw usage('give either --at X,Y or --field NAME');
  }
  if (options.field !== undefined) {
    if (options.page !== undefined) throw usage('--page does not go with --field');
    return { kind: 'field', name: options.field };
  }
  return { kind: 'place', page: pageIndex(options.page), ...millimetres(options.at ?? '') };
}

interface PinOptions {
  readonly 'pin-env'?: string | undefined;
  readonly 'pin-stdin'?: boolean | undefined;
}

/** Where the PIN comes from; asked for at the terminal where no option says. */
export function pinSourceOf(options: PinOptions): PinSource {
  if (options['pin-env'] !== undefined && options['pin-stdin'] === true) {
    throw usage('give --pin-env or --pin-stdin, not both');
  }
  if (options['pin-env'] !== undefined) return { kind: 'env', name: options['pin-env'] };
  return { kind: options['pin-stdin'] === true ? 'stdin' : 'ask' };
}

/** A point in time as ISO 8601 with its zone. */
export function instantOf(text: string): string {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(date.getTime())) {
    throw usage(`--at takes a time such as 2026-12-01T00:00:00Z, not "${text}"`);
  }
  return date.toISOString();
}
