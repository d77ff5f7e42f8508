import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { operation, typeOnly } from './operation.ts';
import { messagePort, workerPort } from './ports.ts';
import { serve } from './server.ts';

const table = {
  sum: operation({ request: typeOnly<Uint8Array>(), answer: typeOnly<number>() }),
  close: operation({ answer: typeOnly<null>(), endsPort: true }),
};
const failure = () => ({ code: 'STORE_UNAVAILABLE' }) as const;

describe('messagePort', () => {
  const setUp = () => {
    const { port1, port2 } = new MessageChannel();
    serve(
      table,
      { sum: (bytes) => bytes.reduce((sum, byte) => sum + byte, 0), close: () => null },
      messagePort(port2),
    );
    return { port1, port2, ...connect(table, () => messagePort(port1), { failure }) };
  };

  it('carries calls between two ends of a channel, and the answer to the last before the end', async () => {
    const { calls } = setUp();
    expect(await calls.sum(Uint8Array.of(1, 2, 3))).toEqual({ ok: true, value: 6 });
    expect(await calls.close()).toEqual({ ok: true, value: null });
  });

  it('tells of an end', async () => {
    const { calls, port2 } = setUp();
    port2.close();
    expect(await calls.sum(Uint8Array.of(1))).toEqual({ ok: false, error: failure() });
  });
});

describe('workerPort', () => {
  it('tells once of a worker that fails and exits, and ends it when it is asked to', () => {
    const sent: unknown[] = [];
    const worker = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => void sent.push(message),
      terminate: () => void sent.push('terminate'),
    });
    const port = workerPort(worker);
    const ends: string[] = [];
    port.onEnd?.((reason) => ends.push(reason));
    port.send('hello');
    port.end?.();
    worker.emit('error', new Error('broken'));
    worker.emit('exit');
    expect({ sent, ends }).toEqual({ sent: ['hello', 'terminate'], ends: ['Error: broken'] });
  });
});
