import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from '../../wire/ports.ts';
import { fileMoves } from '../files/file-moves.ts';
import { framesOf, sendFramed } from './frames.ts';
import { HOST_SECRET_BYTES, type HostLine, SOCKET_ARGUMENT } from './host-line.ts';
import type { StartTokenHost } from './token-hosts.ts';

/** A runtime with a token host of its own, for modules that this process cannot load. */
export interface OtherRuntime {
  /** Path of its program. */
  readonly program: string;
  /** Path of its token host. */
  readonly entry: string;
}

/**
 * Starts token hosts in another runtime, over a named pipe (Windows) or a socket, because the channel of `fork` does not
 * work between word sizes. The name is random; the host gets it with a secret over its standard input and shows the secret first;
 * one connection is taken. Windows lets nobody but this account, administrators and the system write to such a pipe, the host leaves
 * this account and the system alone on its list, and a folder of this account holds the socket elsewhere. The host ends with its parent as every token host does.
 */
export function socketHosts({ program, entry }: OtherRuntime): StartTokenHost {
  return (start) => {
    const secret = randomBytes(HOST_SECRET_BYTES);
    const place = makePlace();
    const line: HostLine = { address: place.address, secret: secret.toString('hex'), start };
    return new SocketHost(place, secret, () => {
      const child = spawn(program, [entry, SOCKET_ARGUMENT], {
        stdio: ['pipe', 'ignore', 'ignore'],
        windowsHide: true,
      });
      // A host that ended already takes no more.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${JSON.stringify(line)}\n`);
      return child;
    }).port();
  };
}

interface Place {
  readonly address: string;
  remove(): void;
}

function makePlace(): Place {
  const name = `sealdesk-${randomBytes(16).toString('hex')}`;
  if (process.platform === 'win32') return { address: `\\\\.\\pipe\\${name}`, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-host-'));
  return { address: join(folder, 'host'), remove: () => fileMoves.discardTree(folder) };
}

/** The app's end of the connection to one host. What is sent before the host has connected waits for it. */
class SocketHost {
  readonly #place: Place;
  readonly #secret: Buffer;
  readonly #server: Server;
  readonly #waiting: unknown[] = [];
  #isClosed = false;
  #child: ChildProcess | null = null;
  #socket: Socket | null = null;
  #listener: (message: unknown) => void = () => undefined;
  #tellEnd: (reason: string) => void = () => undefined;

  constructor(place: Place, secret: Buffer, spawnHost: () => ChildProcess) {
    this.#place = place;
    this.#secret = secret;
    this.#server = createServer((socket) => this.#admit(socket));
    this.#server.on('error', (error) => this.#ended(String(error)));
    // It listens before the host can look for it. A host that has nothing to do does not keep a command alive.
    this.#server
      .listen(place.address, () => {
        if (!this.#isClosed) this.#watch(spawnHost());
      })
      .unref();
  }

  port(): ReturnType<StartTokenHost> {
    return {
      send: (message) => {
        if (this.#socket === null) this.#waiting.push(message);
        else sendFramed(this.#socket, message);
      },
      onMessage: (listener) => {
        this.#listener = listener;
      },
      onEnd: (listener) => {
        this.#tellEnd = once(listener);
      },
      end: () => {
        this.#child?.kill('SIGKILL');
        this.#close();
      },
    };
  }

  #watch(child: ChildProcess): void {
    this.#child = child;
    child.unref();
    child.on('exit', () => this.#ended('the process ended'));
    child.on('error', (error) => this.#ended(String(error)));
  }

  /** Takes the one that shows the secret first, and nobody after it. */
  #admit(socket: Socket): void {
    socket.unref();
    socket.on('error', () => socket.destroy());
    let shown: Buffer = Buffer.alloc(0);
    const look = (bytes: Buffer): void => {
      shown = Buffer.concat([shown, bytes]);
      if (shown.length < HOST_SECRET_BYTES) return;
      socket.off('data', look);
      const isHost = timingSafeEqual(shown.subarray(0, HOST_SECRET_BYTES), this.#secret);
      if (!isHost || this.#socket !== null) return void socket.destroy();
      this.#take(socket, shown.subarray(HOST_SECRET_BYTES));
    };
    socket.on('data', look);
  }

  #take(socket: Socket, more: Buffer): void {
    this.#socket = socket;
    this.#server.close();
    const read = framesOf(
      (message) => this.#listener(message),
      () => this.#ended('no message'),
    );
    socket.on('data', read);
    socket.on('close', () => this.#ended('the connection ended'));
    read(more);
    for (const message of this.#waiting.splice(0)) sendFramed(socket, message);
  }

  #ended(reason: string): void {
    this.#child?.kill('SIGKILL');
    this.#close();
    this.#tellEnd(reason);
  }

  #close(): void {
    this.#isClosed = true;
    this.#socket?.destroy();
    if (this.#server.listening) this.#server.close();
    this.#place.remove();
  }
}
