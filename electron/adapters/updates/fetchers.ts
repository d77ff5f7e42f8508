import { createReadStream, existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { BaseFetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import type { Dispatcher } from 'undici';

type Stream = Awaited<ReturnType<BaseFetcher['fetch']>>;

/** A server that did not answer, or not to the end. The message says why, for support. */
export class Unreachable extends Error {}

/** The least that a server must send: who sends a byte now and then holds an update back (slow retrieval attack). */
export interface Pace {
  readonly leastBytesASecond: number;
  /** It counts from then on. */
  readonly afterMs: number;
}

const USUAL_PACE: Pace = { leastBytesASecond: 1_000, afterMs: 30_000 };

/** Fetches metadata and targets over HTTPS, by connections of ours. How much it may be is checked by its caller. */
export class HttpsFetcher extends BaseFetcher {
  readonly #dispatcher: Dispatcher;
  readonly #pace: Pace;

  constructor(dispatcher: Dispatcher, pace: Pace = USUAL_PACE) {
    super();
    this.#dispatcher = dispatcher;
    this.#pace = pace;
  }

  override async fetch(url: string): Promise<Stream> {
    const { statusCode, body } = await this.#answer(url);
    if (statusCode !== 200) {
      await body.dump();
      throw new DownloadHTTPError(`HTTP ${String(statusCode)}`, statusCode);
    }
    return webStream(Readable.from(steadily(body, this.#pace)));
  }

  async #answer(url: string): Promise<Dispatcher.ResponseData> {
    const { request } = await import('undici');
    try {
      return await request(url, { dispatcher: this.#dispatcher });
    } catch (error) {
      throw unreachable(error);
    }
  }
}

const unreachable = (error: unknown): Unreachable =>
  new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });

async function* steadily(body: AsyncIterable<Uint8Array>, pace: Pace): AsyncGenerator<Uint8Array> {
  const begun = performance.now();
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      const milliseconds = performance.now() - begun;
      if (milliseconds > pace.afterMs && bytes / (milliseconds / 1000) < pace.leastBytesASecond) {
        throw new Unreachable('too slow');
      }
      yield piece;
    }
  } catch (error) {
    throw error instanceof Unreachable ? error : unreachable(error);
  }
}

/** A base that no server has: what is read by it lies in a folder. */
export const BUNDLE_URL = 'https://bundle.invalid';

/** Reads metadata and targets of a bundle in a folder. What is not there is as if a server did not have it. */
export class FolderFetcher extends BaseFetcher {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = resolve(folder);
  }

  override fetch(url: string): Promise<Stream> {
    const path = join(this.#folder, decodeURIComponent(new URL(url).pathname));
    if (!path.startsWith(this.#folder + sep) || !existsSync(path)) {
      return Promise.reject(new DownloadHTTPError('HTTP 404', 404));
    }
    return Promise.resolve(webStream(createReadStream(path)));
  }
}

/** Node's types of streams of the web and those of tuf-js differ in name alone. */
const webStream = (stream: Readable): Stream => Readable.toWeb(stream) as unknown as Stream;
