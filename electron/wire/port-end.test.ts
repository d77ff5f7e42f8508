import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from './client.ts';
import { ended, failed, never, settle, setUp, table } from './fixtures/whole-table.ts';
import { portPair } from './stand-in.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a port that ends', () => {
  it('fails the calls in flight, which are not repeated; the next call opens another', async () => {
    const { calls, fars, ends } = setUp({ handlers: { unlock: never } });
    const answer = calls.unlock({ pin: Uint8Array.of(1), newPin: null });
    fars[0]?.end?.();
    expect(await answer).toEqual(ended('ended'));
    expect({ ends: ends.length, opened: fars.length }).toEqual({ ends: 1, opened: 1 });
    expect(await calls.double(1)).toEqual({ ok: true, value: 2 });
    expect(fars).toHaveLength(2);
  });

  it('has a repeatable call asked once more, and not twice', async () => {
    const double = vi.fn(never);
    const { calls, fars } = setUp({ handlers: { double } });
    const answer = calls.double(1);
    await settle();
    fars[0]?.end?.();
    await settle();
    expect(double).toHaveBeenCalledTimes(2);
    fars[1]?.end?.();
    expect(await answer).toEqual(ended('ended'));
    expect(fars).toHaveLength(2);
  });

  it('is ended when an answer is late, and what comes later is not heard', async () => {
    const { calls, ends, isOpen } = setUp({ handlers: { unlock: never } });
    const answer = calls.unlock({ pin: Uint8Array.of(1), newPin: null });
    const other = calls.echo(never);
    void other.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toEqual(ended('late'));
    expect({ ends, open: isOpen() }).toEqual({ ends: [{ cause: 'late', deadlineMs: 1_000 }], open: false });
  });

  it('is ended when the server says what the table does not allow', async () => {
    const { near, far } = portPair();
    const say = async (message: object) => {
      const { calls } = connect(table, () => near, {
        failure: ({ cause }) => ({ code: 'INTERNAL', details: { cause } }),
      });
      const answer = calls.double(1);
      far.send(message);
      return answer;
    };
    const malformed = failed('INTERNAL', { cause: 'malformed' });
    expect(await say({ kind: 'answer', id: 1, result: { ok: true, value: 'two' } })).toEqual(malformed);
  });

  it.each([
    ['no message', 'hello'],
    ['an unknown code', { kind: 'answer', id: 1, result: { ok: false, error: { code: 'NO_SUCH_CODE' } } }],
    ['progress of another type', { kind: 'progress', id: 1, progress: 'half' }],
    ['an event that is none', { kind: 'event', name: 'double', payload: 1 }],
    ['an event with another payload', { kind: 'event', name: 'changed', payload: 1 }],
  ])('is ended when the server says %s', async (_name, message) => {
    const { near, far } = portPair();
    const { calls } = connect(table, () => near, {
      failure: ({ cause }) => ({ code: 'INTERNAL', details: { cause } }),
    });
    const answer = calls.count();
    far.send(message);
    expect(await answer).toEqual(failed('INTERNAL', { cause: 'malformed' }));
  });

  it('opens no other after the client was stopped', async () => {
    const { calls, stop, fars, ends } = setUp({ handlers: { unlock: never } });
    const answer = calls.unlock({ pin: Uint8Array.of(1), newPin: null });
    stop({ code: 'CANCELLED' });
    expect([await answer, await calls.double(1)]).toEqual([failed('CANCELLED'), failed('CANCELLED')]);
    expect({ opened: fars.length, ends }).toEqual({ opened: 1, ends: [] });
  });

  it('ends after an operation that ends it, without a word to the owner', async () => {
    const { calls, ends, isOpen } = setUp();
    expect(await calls.close()).toEqual({ ok: true, value: null });
    await settle();
    expect({ open: isOpen(), ends }).toEqual({ open: false, ends: [] });
  });

  it('ends the calls that such an end leaves unanswered at once, and repeats none', async () => {
    const { calls, fars } = setUp({ handlers: { double: never, echo: never } });
    const unanswered = Promise.all([calls.double(1), calls.echo(1)]);
    expect(await calls.close()).toEqual({ ok: true, value: null });
    expect(await unanswered).toEqual([ended('ended'), ended('ended')]);
    expect([fars.length, vi.getTimerCount()]).toEqual([1, 0]);
  });
});

describe('a client that asks one at a time', () => {
  it('counts the deadline of a call from when it is sent', async () => {
    const { calls } = setUp({
      handlers: { echo: never },
      client: { oneAtATime: true, deadlines: { echo: 5_000 } },
    });
    const first = calls.echo(1);
    const second = calls.double(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([await first, await second]).toEqual([ended('late'), { ok: true, value: 2 }]);
  });
});
