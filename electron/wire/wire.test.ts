import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CodedError } from '../shared/errors.ts';
import { unwrap } from '../shared/result.ts';
import { connect, type NoAnswer } from './client.ts';
import { ended, failed, handlers, type Mine, never, settle, setUp, table } from './fixtures/whole-table.ts';
import { operation, OVERWRITES, typeOnly, withoutSecrets, zeroSecrets } from './operation.ts';
import { serve } from './server.ts';
import { portPair } from './stand-in.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a call over a wire', () => {
  it('is answered by its handler', async () => {
    expect(await setUp().calls.double(21)).toEqual({ ok: true, value: 42 });
  });

  it('carries whatever can be copied, unchanged', async () => {
    const { calls } = setUp();
    const values = fc.oneof(fc.jsonValue(), fc.uint8Array(), fc.dictionary(fc.string(), fc.uint8Array()));
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await calls.echo(value)).toEqual({ ok: true, value });
      }),
    );
  });

  it('gets its own answer, in whatever order the answers come', async () => {
    const double: Mine['double'] = async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 100 - value));
      return value * 2;
    };
    const { calls } = setUp({ handlers: { double } });
    const answers = Promise.all([calls.double(1), calls.double(50), calls.double(99)]);
    await vi.advanceTimersByTimeAsync(100);
    expect((await answers).map((each) => each.ok && each.value)).toEqual([2, 100, 198]);
  });

  it('fails with the code that the handler throws', async () => {
    const double = () => Promise.reject(new CodedError('DISK_FULL', 'full', { left: 0 }));
    const { calls } = setUp({ handlers: { double } });
    expect(await calls.double(1)).toEqual(failed('DISK_FULL', { left: 0 }));
  });

  it('fails with INTERNAL when the handler breaks, and the break is reported once', async () => {
    const double = () => Promise.reject(new Error('broken'));
    const report = vi.fn();
    const { calls } = setUp({ handlers: { double }, server: { report } });
    expect(await calls.double(1)).toEqual(failed('INTERNAL'));
    expect(report.mock.calls).toEqual([['double', new Error('broken')]]);
  });

  it('rejects with the description of the break when the client asks for that', async () => {
    const double = () => Promise.reject(new Error('broken'));
    const failure = (why: NoAnswer) => new Error('reason' in why ? why.reason : why.cause);
    const { calls } = setUp({ handlers: { double }, client: { failure } });
    await expect(calls.double(1)).rejects.toThrow('Error: broken');
  });

  it('fails with the code of the client for a broken handler when the server has no report', async () => {
    const double = () => Promise.reject(new Error('broken'));
    expect(await setUp({ handlers: { double } }).calls.double(1)).toEqual(ended('broken'));
  });

  it('fails with INTERNAL when its answer cannot be copied', async () => {
    const report = vi.fn();
    const { calls } = setUp({ handlers: { echo: () => () => 1 }, server: { report } });
    expect(await calls.echo(1)).toEqual(failed('INTERNAL'));
    expect(report).toHaveBeenCalledOnce();
  });

  it('rejects when its request cannot be copied', async () => {
    const { calls, isOpen } = setUp();
    await expect(calls.echo(() => 1)).rejects.toThrow();
    expect([await calls.double(1), isOpen()]).toEqual([{ ok: true, value: 2 }, true]);
  });
});

describe('a server', () => {
  it('refuses a request that the schema refuses, and its handler does not see it', async () => {
    const { near, far } = portPair();
    const double = vi.fn(handlers.double);
    const heard: unknown[] = [];
    serve(table, { ...handlers, double }, far, { report: () => undefined });
    near.onMessage((message) => heard.push(message));
    near.send({ kind: 'call', id: 1, operation: 'double', request: 0.5 });
    await settle();
    expect(heard).toMatchObject([{ id: 1, result: failed('INTERNAL') }]);
    expect(double).not.toHaveBeenCalled();
  });

  it.each(['unknown', 'changed', 'toString', '__proto__', 'constructor'])(
    'answers the operation %s, which its table does not have, with INTERNAL',
    async (name) => {
      const { near, far } = portPair();
      const report = vi.fn();
      const heard: unknown[] = [];
      serve(table, handlers, far, { report });
      near.onMessage((message) => heard.push(message));
      near.send({ kind: 'call', id: 1, operation: name, request: undefined });
      await settle();
      expect(heard).toEqual([{ kind: 'answer', id: 1, result: failed('INTERNAL') }]);
      expect(report).toHaveBeenCalledOnce();
    },
  );

  it('survives any message', async () => {
    const { near, far } = portPair();
    serve(table, handlers, far);
    const heard: unknown[] = [];
    near.onMessage((message) => heard.push(message));
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        near.send(structured(message));
        await Promise.resolve();
      }),
    );
    near.send({ kind: 'call', id: 1, operation: 'double', request: 2 });
    await settle();
    expect(heard).toEqual([{ kind: 'answer', id: 1, result: { ok: true, value: 4 } }]);
  });

  it('handles requests one after another when it is told to', async () => {
    const begun: unknown[] = [];
    const echo: Mine['echo'] = (value) => (begun.push(value), value === 1 ? never() : value);
    const { calls } = setUp({ handlers: { echo }, server: { inOrder: true } });
    void calls.echo(1);
    void calls.echo(2);
    await settle();
    expect(begun).toEqual([1]);
  });

  it('tells events to those who listen, until they stop', async () => {
    const { calls, emitters } = setUp();
    const heard: string[] = [];
    const stop = calls.changed((value) => heard.push(value));
    await calls.double(1);
    emitters[0]?.changed('once');
    await settle();
    stop();
    emitters[0]?.changed('twice');
    await settle();
    expect(heard).toEqual(['once']);
  });
});

describe('the secrets of a call', () => {
  const secrets = () => ({ pin: Uint8Array.of(1, 2, 3), newPin: Uint8Array.of(4) });
  const zeroed = { pin: new Uint8Array(3), newPin: new Uint8Array(1) };

  it('are zeroed on the client as soon as they are sent, and on the server after its work', async () => {
    const seen: unknown[] = [];
    let held: unknown;
    const unlock: Mine['unlock'] = (request) => {
      seen.push(structuredClone(request));
      held = request;
      return 3;
    };
    const { calls } = setUp({ handlers: { unlock } });
    const request = secrets();
    const answer = calls.unlock(request);
    expect(request).toEqual(zeroed);
    expect(await answer).toEqual({ ok: true, value: 3 });
    expect({ seen, held }).toEqual({ seen: [secrets()], held: zeroed });
  });

  it('are followed by messages of their size without them, which the server passes over', async () => {
    const { near, far } = portPair();
    const heard: unknown[] = [];
    far.onMessage((message) => heard.push(message));
    serve(table, handlers, far);
    await connect(table, () => near, { failure: () => ({ code: 'INTERNAL' }) }).calls.unlock(secrets());
    await settle();
    expect(heard.slice(1)).toMatchObject(Array(OVERWRITES).fill({ kind: 'cancel', id: 1, request: zeroed }));
  });

  it('are zeroed on the server when the handler throws', async () => {
    let held: unknown;
    const unlock: Mine['unlock'] = (request) => {
      held = request;
      throw new CodedError('PIN_WRONG');
    };
    const { calls } = setUp({ handlers: { unlock } });
    expect(await calls.unlock(secrets())).toEqual(failed('PIN_WRONG'));
    expect(held).toEqual(zeroed);
  });

  it('stay with a caller who needs them again', async () => {
    const { calls } = setUp({ client: { callerZeroesSecrets: true } });
    const request = secrets();
    await calls.unlock(request);
    expect(request).toEqual(secrets());
  });

  it('are zeroed when the client is stopped', async () => {
    const { calls, stop } = setUp();
    stop({ code: 'CANCELLED' });
    const request = secrets();
    expect(await calls.unlock(request)).toEqual(failed('CANCELLED'));
    expect(request).toEqual(zeroed);
  });

  it('are looked for in no request that is not an object', () => {
    for (const request of [null, undefined, 'pin', 7]) {
      expect(() => zeroSecrets(table.unlock, request)).not.toThrow();
    }
  });

  it('may be several in one field', () => {
    const several = operation({
      request: typeOnly<{ readonly pins: readonly Uint8Array[] }>(),
      answer: z.null(),
      secrets: ['pins'],
    });
    const request = { pins: [Uint8Array.of(1), Uint8Array.of(2, 3)] };
    const blank = { pins: [new Uint8Array(1), new Uint8Array(2)] };
    expect(withoutSecrets(several, request)).toEqual(blank);
    zeroSecrets(several, request);
    expect(request).toEqual(blank);
  });

  it('forbid that an operation is repeated', () => {
    expect(() =>
      operation({
        request: typeOnly<{ pin: Uint8Array }>(),
        answer: z.null(),
        secrets: ['pin'],
        repeatable: true,
      }),
    ).toThrow();
  });
});

describe('progress and cancelling', () => {
  it('tells the caller how far the work is', async () => {
    const count: Mine['count'] = (_request, { progress }) => (progress(1), progress(2), 'counted');
    const { calls } = setUp({ handlers: { count } });
    const onProgress = vi.fn();
    expect(await calls.count(undefined, { onProgress })).toEqual({ ok: true, value: 'counted' });
    expect(onProgress.mock.calls).toEqual([[1], [2]]);
  });

  it('stops a handler at its next report of progress', async () => {
    const count: Mine['count'] = async (_request, { signal, progress }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      progress(1);
      return 'counted';
    };
    const { calls } = setUp({ handlers: { count } });
    const cancel = new AbortController();
    const answer = calls.count(undefined, { signal: cancel.signal });
    await settle();
    cancel.abort();
    expect(await answer).toEqual(failed('CANCELLED'));
  });

  it('stops a handler that lets no message in, by memory that both sides share', async () => {
    const cancel = new AbortController();
    const hash: Mine['hash'] = (_request, { progress }) => {
      cancel.abort();
      progress(1);
      return 'hashed';
    };
    const { calls } = setUp({ handlers: { hash } });
    expect(await calls.hash(undefined, { signal: cancel.signal })).toEqual(failed('CANCELLED'));
  });

  it('sends nothing when the call was cancelled before', async () => {
    const { calls, fars } = setUp();
    expect(await calls.count(undefined, { signal: AbortSignal.abort() })).toEqual(failed('CANCELLED'));
    expect(fars).toHaveLength(0);
  });
});

describe('two sides over one port', () => {
  it('are each client and server of the other', async () => {
    const { near, far } = portPair();
    const options = { failure: () => ({ code: 'INTERNAL' }) as const };
    const back = { half: operation({ request: z.number(), answer: z.number() }) };
    const asked = connect(back, () => far, options);
    serve(back, { half: (value) => value / 2 }, near);
    serve(
      table,
      {
        ...handlers,
        double: async (value) => value * 2 + unwrap(await asked.calls.half(value)),
      },
      far,
    );
    expect(await connect(table, () => near, options).calls.double(4)).toEqual({ ok: true, value: 10 });
  });
});

/** A message as far as it can be copied. */
function structured(message: unknown): unknown {
  try {
    return structuredClone(message);
  } catch {
    return null;
  }
}
