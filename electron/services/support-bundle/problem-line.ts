import { CodedError, ERROR_CODES } from '../../shared/errors.ts';

/** Frames of a stack that say where something broke. */
const MOST_FRAMES = 6;
/** `at name (file:///…/dist/main/main.js:12:34)`, of Node and Electron. */
const FRAME = /([^\\/\s()]+):(\d+):(\d+)\)?$/;
/** The names that this program and Node give to errors; whatever else stands there could be anything. */
const ERROR_NAME = /^[A-Z][A-Za-z]{0,40}Error$/;
const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{1,40}$/;

/**
 * Returns the one line that is kept of a problem, for a support bundle. It holds when, where, the code, and places in the
 * program; no message and no detail, since these may name documents, people, keys or folders.
 * @param where what the program was doing, in the program's own words
 */
export function problemLine(at: Date, where: string, error: unknown): string {
  const frames = framesOf(error);
  return `${at.toISOString()} ${where}: ${nameOf(error)}${frames === '' ? '' : ` at ${frames}`}`;
}

function nameOf(error: unknown): string {
  if (error instanceof CodedError) return error.code;
  if (error instanceof Error)
    return [classOf(error), systemCodeOf(error)].filter((part) => part !== '').join(' ');
  const [first = ''] = String(error).split(/[\s{]/);
  return ERROR_CODES.find((code) => code === first) ?? 'problem';
}

const classOf = ({ name }: Error): string => (name === 'Error' || ERROR_NAME.test(name) ? name : 'Error');

function systemCodeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && SYSTEM_CODE.test(code) ? code : '';
}

function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const lines = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const frames = lines.flatMap((line) => {
    const [, file, row, column] = FRAME.exec(line) ?? [];
    return file === undefined || !/\.[cm]?[jt]s$/.test(file) ? [] : [`${file}:${row}:${column}`];
  });
  return frames.slice(0, MOST_FRAMES).join(' < ');
}
