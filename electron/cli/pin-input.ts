import type { ReadStream } from 'node:tty';

import { CodedError } from '../shared/errors.ts';
import { usage } from './usage.ts';

/** The source of a PIN. It is never an argument, which other users of the computer could read. */
export type PinSource =
  { readonly kind: 'env'; readonly name: string } | { readonly kind: 'stdin' } | { readonly kind: 'ask' };

/** Longer than any token's PIN; stops at a file piped by mistake. */
const LONGEST_PIN_BYTES = 256;
const INTERRUPT = 0x03;
const BACKSPACE = new Set([0x08, 0x7f]);
const LINE_END = new Set([0x0a, 0x0d, 0x04]);

/**
 * Reads the PIN as UTF-8 bytes; the caller zeroes them.
 * @throws CodedError USAGE when there is none, and CANCELLED when the person interrupts
 */
export async function readPin(source: PinSource): Promise<Uint8Array> {
  const pin =
    source.kind === 'env' ? secretFromEnvironment(source.name) : await pinFromInput(source.kind === 'ask');
  if (pin.length === 0) throw usage('没有给出 PIN', 'no PIN given');
  return pin;
}

/**
 * Takes a PIN or a password out of the environment, so that no child process inherits it.
 * @throws CodedError USAGE if the variable is not set
 */
export function secretFromEnvironment(name: string): Uint8Array {
  const text = process.env[name];
  if (text === undefined) throw usage(`没有设置变量 ${name}`, `the variable ${name} is not set`);
  delete process.env[name];
  return new TextEncoder().encode(text);
}

async function pinFromInput(ask: boolean): Promise<Uint8Array> {
  const input = process.stdin as ReadStream;
  if (ask && !input.isTTY)
    throw usage('没有 PIN：请用 --pin-env 或 --pin-stdin', 'no PIN: give --pin-env VAR or --pin-stdin');
  if (ask) return secretFromTerminal('PIN: ');
  try {
    return await firstLine(input);
  } finally {
    input.pause();
  }
}

/** Asks at the terminal, which shows nothing of the answer. @throws CodedError CANCELLED when the person interrupts */
export async function secretFromTerminal(question: string): Promise<Uint8Array> {
  const input = process.stdin as ReadStream;
  process.stderr.write(question);
  input.setRawMode(true);
  try {
    return await firstLine(input);
  } finally {
    input.setRawMode(false);
    process.stderr.write('\n');
    input.pause();
  }
}

async function firstLine(input: ReadStream): Promise<Uint8Array> {
  const line: number[] = [];
  for await (const chunk of input as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === INTERRUPT) throw new CodedError('CANCELLED', 'interrupted');
      if (LINE_END.has(byte)) return Uint8Array.from(line);
      if (BACKSPACE.has(byte)) line.pop();
      else line.push(byte);
      if (line.length > LONGEST_PIN_BYTES)
        throw usage('标准输入中的 PIN 过长', 'the PIN on standard input is too long');
    }
    chunk.fill(0);
  }
  return Uint8Array.from(line);
}
