import { readSync } from 'node:fs';
import { connect } from 'node:net';
import { framesOf, sendFramed } from '../adapters/tokens/frames.ts';
import { type HostLine, hostLineSchema } from '../adapters/tokens/host-line.ts';
import type { Port } from '../wire/ports.ts';
import { endWithParent } from './end-with-parent.ts';
import { keepPipeToUser } from './pipe-rights.ts';

const STANDARD_INPUT = 0;
const LINE_FEED = 0x0a;
const LONGEST_LINE = 1024 * 1024;

/** What the parent says, and the connection to it. */
export interface ToldHost {
  readonly line: HostLine;
  readonly port: Port;
}

/**
 * Reads the line of the parent, keeps others from its pipe, connects, and shows the secret. Ends the process with its parent, and with
 * the connection.
 */
export async function connectToParent(): Promise<ToldHost> {
  const line = hostLineSchema.parse(JSON.parse(readLine()));
  void endWithParent();
  // Where Windows refuses, its usual list stays: nobody else may write by it, and who does not show the secret is told nothing.
  if (process.platform === 'win32') await keepPipeToUser(line.address).catch(() => undefined);
  // Nobody is left to answer, and a module may hold threads that would keep the process alive without a connection.
  const end = (): never => process.exit(0);
  const socket = connect(line.address);
  socket.on('error', end);
  socket.on('close', end);
  socket.write(Buffer.from(line.secret, 'hex'));
  return {
    line,
    port: {
      send: (message) => sendFramed(socket, message),
      onMessage: (listener) => void socket.on('data', framesOf(listener, end)),
    },
  };
}

/** @throws an error when the input ends before the line does */
function readLine(): string {
  const bytes: number[] = [];
  const byte = Buffer.alloc(1);
  while (bytes.length < LONGEST_LINE && readSync(STANDARD_INPUT, byte) === 1) {
    const value = byte.readUInt8();
    if (value === LINE_FEED) return Buffer.from(bytes).toString('utf8');
    bytes.push(value);
  }
  throw new Error('no line from the parent');
}
