import type { Dispatcher } from 'undici';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { connect, type SystemProxy } from './connection.ts';
import type { ClientIdentity } from './tls-trust.ts';
import { type PlatformRequest, type PlatformResponse, queryOf } from './transport.ts';

const LARGEST_ANSWER = 16 * 1024 * 1024;

/**
 * One exchange with a server. Every status is an answer, also one of 3xx, which nobody follows. Rejects with the error of the
 * connection, with TooLarge, or with a CodedError.
 * @param signal ends it
 */
export type Exchange = (request: PlatformRequest, signal: AbortSignal) => Promise<PlatformResponse>;

/** The HTTPS connections to a platform, under the TLS settings of the platform. */
export interface Line {
  /** @param address https; the paths of requests are put behind its own */
  at(address: string): Exchange;
  close(): Promise<void>;
}

/**
 * Opens connections at the first exchange.
 * @param identity returns the certificate that the client shows at each connection; null for none
 */
export function openLine(
  settings: PlatformSettings,
  proxy: SystemProxy,
  identity: () => ClientIdentity | null,
): Line {
  let opened: Promise<Dispatcher> | undefined;
  const open = async (): Promise<Dispatcher> => connect(settings, proxy, identity());
  const dispatcher = async (): Promise<Dispatcher> => {
    opened ??= open();
    try {
      return await opened;
    } catch (error) {
      // The files of an identity may be put in their place meanwhile.
      opened = undefined;
      throw error;
    }
  };
  return {
    at: (address) => async (request, signal) => receive(await dispatcher(), address, request, signal),
    close: async () => (await opened?.catch(() => null))?.destroy(),
  };
}

async function receive(
  dispatcher: Dispatcher,
  address: string,
  request: PlatformRequest,
  signal: AbortSignal,
): Promise<PlatformResponse> {
  const { statusCode, headers, body } = await dispatcher.request({
    origin: new URL(address).origin,
    path: pathOf(address, request),
    method: request.method,
    headers: headersOf(request),
    body: bodyOf(request),
    signal,
  });
  const bytes = await readAll(body, request.largestAnswer ?? LARGEST_ANSWER);
  return { status: statusCode, headers: flat(headers), body: bytes };
}

function pathOf(address: string, request: PlatformRequest): string {
  const base = new URL(address).pathname.replace(/\/$/, '');
  const query = queryOf(request);
  return `${base}${request.path}${query === '' ? '' : `?${query}`}`;
}

function headersOf(request: PlatformRequest): Record<string, string> {
  const { authorization, idempotencyKey, contentType, json, headers } = request;
  const type = contentType ?? (json === undefined ? undefined : 'application/json');
  return {
    accept: 'application/json, application/problem+json, */*',
    ...headers,
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(authorization === undefined ? {} : { authorization }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

const bodyOf = ({ json, body }: PlatformRequest): Uint8Array | string | null =>
  json === undefined ? (body ?? null) : JSON.stringify(json);

/** An answer that is larger than its reader agreed to. */
export class TooLarge extends Error {}

/** Reads a whole body. A body that is too large is destroyed with its connection. */
async function readAll(body: Dispatcher.ResponseData['body'], largest: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  // Without an encoding set, a body consists of Buffers.
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) throw new TooLarge();
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts, size));
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]): [string, string] => [name, [value ?? ''].flat().join(', ')]),
  );
}
