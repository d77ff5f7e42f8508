import { z } from 'zod';
import { ERROR_CODES, type AppError } from '../shared/errors.ts';

/** One end of a connection between two threads or processes. */
export interface Port {
  /** Sends a copy; it is made before this returns. Throws when the message cannot be copied. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls back once, however the other side ended. `reason` is for logs. */
  onEnd?(listener: (reason: string) => void): void;
  /** Ends the connection, and the other side with it when it is a thread or process of its own. */
  end?(): void;
}

const id = z.int();

/** An {@link AppError} as it arrives. */
export const appErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
}) satisfies z.ZodType<AppError>;

/** What a client sends. */
export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    id,
    operation: z.string(),
    request: z.unknown(),
    /** Set to 1 by the client to cancel; absent when a message does. */
    cancelled: z.custom<Int32Array<SharedArrayBuffer>>((value) => value instanceof Int32Array).optional(),
  }),
  z.object({ kind: z.literal('cancel'), id }),
]);

/** What a server sends. */
export const serverMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    id,
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: appErrorSchema }),
    ]),
  }),
  /** In place of an answer: the handler broke. For threads of this app's own code, whose client tells its caller. */
  z.object({ kind: z.literal('broken'), id, reason: z.string() }),
  z.object({ kind: z.literal('progress'), id, progress: z.unknown() }),
  z.object({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type CallMessage = Extract<ClientMessage, { kind: 'call' }>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/**
 * Whether a message is for a server: two sides may each be client and server of the other over one port, and each
 * passes over what is for its neighbour.
 */
export function isFromClient(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const kind: unknown = Reflect.get(message, 'kind');
  return kind === 'call' || kind === 'cancel';
}

/** What a port needs of `Worker` and `MessagePort` of node:worker_threads. */
interface Channel {
  postMessage(message: unknown): void;
  on(event: 'message' | ChannelEnd, listener: (value: unknown) => void): unknown;
}
type ChannelEnd = 'error' | 'exit' | 'close';

/** A worker thread, as the thread that started it sees it. */
export function workerPort(worker: Channel & { terminate(): unknown }): Port {
  return channelPort(worker, ['error', 'exit'], () => void worker.terminate());
}

/** One end of a message channel, or `parentPort`. Ended, it lets its thread end. */
export function messagePort(port: Channel & { close(): void }): Port {
  return channelPort(port, ['close'], () => port.close());
}

function channelPort(channel: Channel, ends: readonly ChannelEnd[], end: () => void): Port {
  return {
    send: (message) => channel.postMessage(message),
    onMessage: (listener) => void channel.on('message', listener),
    onEnd: (listener) => {
      const tell = once(listener);
      for (const event of ends) channel.on(event, (cause) => tell(event === 'error' ? String(cause) : event));
    },
    end,
  };
}

/** Tells of the first end alone: a process may fail and exit. */
export function once(listener: (reason: string) => void): (reason: string) => void {
  let told = false;
  return (reason) => {
    if (told) return;
    told = true;
    listener(reason);
  };
}
