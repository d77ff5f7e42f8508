import type { Dispatcher } from 'undici';
import { EVENTS_PATH, EventStreamReader, type StreamEvent } from '../../core/platform/event-stream.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { connect, type SystemProxy } from './connection.ts';
import { connectionError, refusal } from './transport-errors.ts';

/** Twice the time within which the contract promises a heartbeat. */
const SILENCE_MS = 30_000;

/** A connection to the event stream of a platform. */
export interface EventConnection {
  /** @param lastId the id of the last event that came, so that none is left out; '' for none */
  readonly lastId: string;
  /** How long a platform may send nothing, not even a heartbeat; half a minute by default. */
  readonly silenceMs?: number;
  /** Ends the connection. */
  readonly signal: AbortSignal;
  /** Is called once the platform has accepted the connection. */
  readonly opened: () => void;
  readonly event: (event: StreamEvent) => void;
}

/**
 * Listens to the event stream of a platform until it ends. A platform that is silent for too long is gone.
 * @throws CodedError as the transport fails; PLATFORM_ANSWER_INVALID for an answer that is no event stream
 */
export async function listenToEvents(
  settings: PlatformSettings,
  proxy: SystemProxy,
  connection: EventConnection,
): Promise<void> {
  const dispatcher = await connect(settings, proxy);
  try {
    await receive(dispatcher, settings.url, connection);
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (connection.signal.aborted) throw new CodedError('CANCELLED');
    const { code, details } = connectionError(error);
    throw new CodedError(code, 'event stream', details ?? {});
  } finally {
    await dispatcher.destroy();
  }
}

async function receive(
  dispatcher: Dispatcher,
  url: string,
  { lastId, signal, opened, event, silenceMs = SILENCE_MS }: EventConnection,
): Promise<void> {
  const base = new URL(url);
  const { statusCode, headers, body } = await dispatcher.request({
    origin: base.origin,
    path: `${base.pathname.replace(/\/$/, '')}${EVENTS_PATH}`,
    method: 'GET',
    headers: {
      accept: 'text/event-stream, application/problem+json',
      ...(lastId === '' ? {} : { 'last-event-id': lastId }),
    },
    bodyTimeout: silenceMs,
    signal,
  });
  // A body that nobody reads ends with the connection, and that is no failure.
  body.on('error', () => undefined);
  if (statusCode !== 200) throw refused(statusCode, String(headers['retry-after'] ?? ''));
  const type = String(headers['content-type'] ?? '');
  if (!type.startsWith('text/event-stream')) {
    throw new CodedError('PLATFORM_ANSWER_INVALID', type, { reason: 'event stream: type' });
  }
  opened();
  const reader = new EventStreamReader();
  // Without an encoding set, a body consists of Buffers.
  for await (const part of body as AsyncIterable<Buffer>) reader.read(part).forEach(event);
}

/** What such a platform has to say in the body does not matter here. */
function refused(status: number, retryAfter: string): CodedError {
  const headers = retryAfter === '' ? {} : { 'retry-after': retryAfter };
  // No redirection is followed: it would bypass the address, the certificate and the pins of the settings.
  if (status < 400) return new CodedError('PLATFORM_ANSWER_INVALID', 'redirected', { reason: 'redirected' });
  const { code, details } = refusal(status, headers, new Uint8Array(), new Date());
  return new CodedError(code, 'event stream', details ?? {});
}
