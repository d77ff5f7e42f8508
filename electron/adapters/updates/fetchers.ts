import { createReadStream, lstatSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { BaseFetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import type { Dispatcher } from 'undici';
import { CodedError } from '../../shared/errors.ts';
import { openRegularFileLater } from '../files/regular-file.ts';

type Stream = Awaited<ReturnType<BaseFetcher['fetch']>>;

/** A server that did not answer, or not to the end. The message says why, for support. */
export class Unreachable extends Error {}

/** The least that a server must send: who sends a byte now and then holds an update back (slow retrieval attack). */
export interface Pace {
  readonly leastBytesASecond: number;
  /** How long it is counted before it is judged, again and again: who has been quick once may not be slow ever after. */
  readonly withinMs: number;
}

const USUAL_PACE: Pace = { leastBytesASecond: 1_000, withinMs: 30_000 };

type Body = Dispatcher.ResponseData['body'];

/** Fetches metadata and targets over HTTPS, by connections of ours, one after the other. How much it may be is checked by its caller. */
export class HttpsFetcher extends BaseFetcher {
  readonly #dispatcher: Dispatcher;
  readonly #pace: Pace;
  #body: Body | null = null;

  constructor(dispatcher: Dispatcher, pace: Pace = USUAL_PACE) {
    super();
    this.#dispatcher = dispatcher;
    this.#pace = pace;
  }

  /** An answer of which nobody reads more is ended: it may never end by itself, and connections close only once it has. */
  override async downloadFile<T>(
    url: string,
    maxLength: number,
    handler: (file: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await super.downloadFile(url, maxLength, handler);
    } finally {
      this.#body?.destroy();
      this.#body = null;
    }
  }

  override async fetch(url: string): Promise<Stream> {
    const { statusCode, body } = await this.#answer(url);
    this.#body = body.on('error', () => undefined);
    if (statusCode !== 200) throw new DownloadHTTPError(`HTTP ${String(statusCode)}`, statusCode);
    return webStream(Readable.from(steadily(body, this.#pace)));
  }

  async #answer(url: string): Promise<Dispatcher.ResponseData> {
    const { request } = await import('undici');
    const silence = this.#pace.withinMs;
    try {
      return await request(url, {
        dispatcher: this.#dispatcher,
        headersTimeout: silence,
        bodyTimeout: silence,
      });
    } catch (error) {
      throw unreachable(error);
    }
  }
}

const unreachable = (error: unknown): Unreachable =>
  new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });

async function* steadily(body: Body, { leastBytesASecond, withinMs }: Pace): AsyncGenerator<Uint8Array> {
  let begun = performance.now();
  let bytes = 0;
  try {
    // Its type does not tell that it sends bytes.
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      yield piece;
      const milliseconds = performance.now() - begun;
      if (milliseconds < withinMs) continue;
      if (bytes / (milliseconds / 1000) < leastBytesASecond) throw new Unreachable('too slow');
      begun = performance.now();
      bytes = 0;
    }
  } catch (error) {
    throw error instanceof Unreachable ? error : unreachable(error);
  }
}

/** A base that no server has: what is read by it lies in a folder. */
export const BUNDLE_URL = 'https://bundle.invalid';

/**
 * Reads metadata and targets of a bundle in a folder. What is not there is as if a server did not have it. Nothing that is a link is
 * followed: it may lead to another computer, which Windows signs in to, or to what is no file and never ends.
 */
export class FolderFetcher extends BaseFetcher {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = resolve(folder);
  }

  override async fetch(url: string): Promise<Stream> {
    const path = join(this.#folder, decodeURIComponent(new URL(url).pathname));
    if (!path.startsWith(this.#folder + sep)) throw new DownloadHTTPError('HTTP 404', 404);
    const names = path.slice(this.#folder.length + 1).split(sep);
    for (let count = 1; count <= names.length; count += 1) {
      const status = lstatSync(join(this.#folder, ...names.slice(0, count)), { throwIfNoEntry: false });
      if (status === undefined) throw new DownloadHTTPError('HTTP 404', 404);
      if (status.isSymbolicLink()) throw new CodedError('UPDATE_DAMAGED', 'the bundle holds a link');
    }
    const { descriptor } = await openRegularFileLater(path);
    return webStream(createReadStream('', { fd: descriptor }));
  }
}

/** Node's types of streams of the web and those of tuf-js differ in name alone. */
const webStream = (stream: Readable): Stream => Readable.toWeb(stream) as unknown as Stream;
