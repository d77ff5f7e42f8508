import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HOST = fileURLToPath(new URL('token-host.ts', import.meta.url));
const START = { module: '/no/module.so', settings: { profiles: [], softTokens: 'refused' } };

/** Node ends at an unhandled rejection; a utility process of Electron 37 and later only warns, as Node does if it is told to. */
it.each(['throw', 'warn'])('A broken invariant ends the host where rejections %s', async (rejections) => {
  const host = fork(HOST, [JSON.stringify(START)], {
    execArgv: [`--unhandled-rejections=${rejections}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = once(host, 'exit');
  host.send({ kind: 'call', id: 1, operation: 'no such operation', request: {} });
  expect(await ended).toEqual([1, null]);
});
