import { dirname, join } from 'node:path';

import { openExchange } from '../../electron/adapters/platform-api/dialects/dialects.ts';
import { readPlatformFile } from '../../electron/adapters/platform-api/platforms-file.ts';
import { proxyOfEnvironment } from '../../electron/adapters/platform-api/connection.ts';
import { unwrap } from '../../electron/shared/result.ts';
import { answerOf, type Sender } from '../fixtures/servers/contract-client.ts';

/** The way to a platform that speaks otherwise. */
export interface KitDialect {
  readonly name: string;
  readonly url: string;
  readonly sender: Sender;
  close(): Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;
const METHODS = { get: 'GET', put: 'PUT', post: 'POST', delete: 'DELETE' } as const;

/**
 * Opens the way through a dialect of the client itself, by a settings file of one platform. What the computer shows to the platform
 * lies where the client has it: in the folder `platform-access` beside the file.
 * @throws CodedError when the file is none, or names no dialect
 */
export function openKitDialect(path: string): KitDialect {
  const platform = unwrap(readPlatformFile(path));
  if (platform.dialect === undefined) throw new TypeError(`${path} names no dialect`);
  const { exchange, ready, close } = openExchange(platform, proxyOfEnvironment(process.env), {
    accessFolder: join(dirname(path), 'platform-access'),
    openInBrowser: (address) => void process.stderr.write(`open in a browser: ${address}\n`),
  });
  const sender: Sender = async ({ method, path: at, query, headers, body }) => {
    const { authorization, 'content-type': contentType, ...others } = headers;
    const request = {
      ...{ method: METHODS[method], path: at, query: Object.fromEntries(query), headers: others },
      ...(body === undefined ? {} : { body }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(contentType === undefined ? {} : { contentType }),
    };
    await ready(request);
    const answer = await exchange(request, AbortSignal.timeout(LONGEST_WAIT_MS));
    return answerOf(answer.status, answer.headers, Buffer.from(answer.body));
  };
  return { name: platform.dialect.name, url: platform.url, sender, close };
}
