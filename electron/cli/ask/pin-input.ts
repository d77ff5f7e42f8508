import type { ReadStream } from 'node:tty';

import { CodedError } from '../../shared/errors.ts';
import { undisturbed } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** The source of a PIN. It is never an argument, which other users of the computer could read. */
export type PinSource =
  { readonly kind: 'env'; readonly name: string } | { readonly kind: 'stdin' } | { readonly kind: 'ask' };

/** Tells whether a person types the PIN: what stands in the way without a key is then said before. */
export function isTyped({ kind }: PinSource): boolean {
  return kind === 'ask' && process.stdin.isTTY;
}

/** Longer than any token's PIN; stops at a file piped by mistake. */
const LONGEST_PIN_BYTES = 256;
const INTERRUPT = 0x03;
const BACKSPACE = new Set([0x08, 0x7f]);
const [LINE_FEED, CARRIAGE_RETURN, END] = [0x0a, 0x0d, 0x04];

/**
 * Reads the PIN as UTF-8 bytes; the caller zeroes them.
 * @throws CodedError USAGE when there is none, and CANCELLED when the person interrupts
 */
export async function readPin(source: PinSource): Promise<Uint8Array> {
  const [pin] = await readPins(source, ['']);
  if (pin === undefined) throw new Error('one PIN was asked for');
  return pin;
}

/**
 * Works with the PIN, which is zeroed afterwards, also when the work fails.
 * @throws CodedError as {@link readPin} does
 */
export async function withPin<T>(source: PinSource, work: (pin: Uint8Array) => Promise<T>): Promise<T> {
  const pin = await readPin(source);
  try {
    return await work(pin);
  } finally {
    pin.fill(0);
  }
}

/**
 * Reads the PINs of several keys: from one variable each, whose names commas separate, from one line each of the standard
 * input, or each at the terminal under the name of its key. The caller zeroes them.
 * @param keys the names of the keys, in their order; an empty one is not shown
 * @throws CodedError USAGE when one is missing, and CANCELLED when the person interrupts
 */
export async function readPins(source: PinSource, keys: readonly string[]): Promise<readonly Uint8Array[]> {
  const pins =
    source.kind === 'env'
      ? pinsFromEnvironment(source.name, keys.length)
      : await pinsFromInput(source.kind === 'ask', keys);
  if (pins.length === keys.length && pins.every(({ length }) => length > 0)) return pins;
  pins.forEach((pin) => pin.fill(0));
  throw keys.length === 1
    ? usage('没有给出 PIN', 'no PIN given')
    : usage(`需要 ${keys.length} 个 Key 的 PIN`, `the PINs of ${keys.length} keys are needed`);
}

/** Takes the PINs out of the environment, so that no child process inherits them. */
function pinsFromEnvironment(names: string, count: number): readonly Uint8Array[] {
  const listed = count === 1 ? [names] : names.split(',');
  if (listed.length !== count) {
    throw usage(
      `--pin-env 需要 ${count} 个变量，每个 Key 一个，以逗号分隔`,
      `--pin-env takes ${count} variables here, one a key, separated by commas`,
    );
  }
  return listed.map(secretFromEnvironment);
}

/**
 * Takes a PIN or a password out of the environment, so that no child process inherits it; the caller zeroes it.
 * @throws CodedError USAGE if the variable is not set
 */
export function secretFromEnvironment(name: string): Uint8Array {
  const text = process.env[name];
  if (text === undefined) throw usage(`没有设置变量 ${name}`, `the variable ${name} is not set`);
  delete process.env[name];
  return new TextEncoder().encode(text);
}

async function pinsFromInput(ask: boolean, keys: readonly string[]): Promise<readonly Uint8Array[]> {
  const input = process.stdin as ReadStream;
  if (ask && !input.isTTY)
    throw usage('没有 PIN：请用 --pin-env 或 --pin-stdin', 'no PIN: give --pin-env VAR or --pin-stdin');
  const questions = keys.map((key) => (key === '' ? 'PIN: ' : `PIN ${key}: `));
  return undisturbed(() => answersFrom(input, questions, ask));
}

/** Asks at the terminal, which shows nothing of the answer. @throws CodedError CANCELLED when the person interrupts */
export async function secretFromTerminal(question: string): Promise<Uint8Array> {
  const [answer] = await undisturbed(() => answersFrom(process.stdin, [question], true));
  return answer ?? new Uint8Array(0);
}

/** Reads one line for each question. @param ask whether a person answers */
async function answersFrom(
  input: ReadStream,
  questions: readonly string[],
  ask: boolean,
): Promise<readonly Uint8Array[]> {
  if (ask) input.setRawMode(true);
  const lines = linesOf(input);
  const pins: Uint8Array[] = [];
  try {
    for (const question of questions) {
      if (ask) process.stderr.write(question);
      const line = await lines.next();
      if (ask) process.stderr.write('\n');
      if (line.done === true) break;
      pins.push(line.value);
    }
    return pins;
  } finally {
    if (ask) input.setRawMode(false);
    await lines.return(undefined);
    input.pause();
  }
}

async function* linesOf(input: ReadStream): AsyncGenerator<Uint8Array, undefined> {
  let line: number[] = [];
  let previous: number | null = null;
  // A later question reads on.
  const chunks: AsyncIterable<Buffer> = input.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    try {
      for (const byte of chunk) {
        const isRest = byte === LINE_FEED && previous === CARRIAGE_RETURN;
        previous = byte;
        if (isRest) continue;
        if (byte === INTERRUPT) throw new CodedError('CANCELLED', 'interrupted');
        if (byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === END) {
          yield Uint8Array.from(line);
          line = [];
        } else if (BACKSPACE.has(byte)) line.pop();
        else line.push(byte);
        if (line.length > LONGEST_PIN_BYTES)
          throw usage('标准输入中的 PIN 过长', 'the PIN on standard input is too long');
      }
    } finally {
      chunk.fill(0);
    }
  }
  yield Uint8Array.from(line);
  return undefined;
}
