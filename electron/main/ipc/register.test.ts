import type { IpcMainInvokeEvent } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { bytes, event, operation, typeOnly } from '../../wire/operation.ts';
import { MOST_CALLS } from '../../wire/window/bridge.ts';
import { applyPad, isPad, PAD_CHANNEL } from '../../wire/window/one-time-pads.ts';
import { fileOperation } from '../../wire/window/fields.ts';
import { success } from '../../shared/result.ts';
import { registerHandlers } from './register.ts';

type Listener = (caller: IpcMainInvokeEvent, payload: unknown, padId?: unknown) => Promise<unknown>;
const { listeners } = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, listener: Listener) => listeners.set(name, listener) },
}));

const groups = {
  notes: {
    read: operation({ request: z.strictObject({ id: z.string() }), answer: typeOnly<string>() }),
    unlock: operation({
      request: z.strictObject({ pin: bytes }),
      answer: typeOnly<number>(),
      secrets: ['pin'],
    }),
    drop: fileOperation(typeOnly<string>()),
    changed: event(typeOnly<number>()),
  },
} as const;

const caller = {} as IpcMainInvokeEvent;
const internal = { ok: false, error: { code: 'INTERNAL' } };

function setUp(admitted = true) {
  const failures: [string, string][] = [];
  const reported: string[] = [];
  const seen: number[][] = [];
  registerHandlers(
    groups,
    {
      notes: {
        read: ({ id }) => {
          if (id === 'broken') throw new Error('a broken invariant');
          return success(id);
        },
        unlock: ({ pin }) => {
          seen.push([...pin]);
          return success(pin.length);
        },
        drop: (path) => success(path),
      },
    },
    {
      admits: () => admitted,
      report: (channel) => void reported.push(channel),
      failed: (channel, code) => void failures.push([channel, code]),
    },
  );
  const call = (name: string, payload: unknown, padId?: unknown) =>
    listeners.get(name)?.(caller, payload, padId);
  return { call, reported, seen, failures };
}

beforeEach(() => listeners.clear());

describe('registerHandlers', () => {
  it('answers every channel except the events', () => {
    setUp();
    expect([...listeners.keys()]).toEqual([PAD_CHANNEL, 'notes.read', 'notes.unlock', 'notes.drop']);
  });

  it('answers what is given early while the other handlers are not there yet', async () => {
    const early = { notes: { read: ({ id }: { readonly id: string }) => success(`early ${id}`) } };
    const door = { admits: () => true, report: () => undefined, failed: () => undefined };
    registerHandlers(groups, new Promise(() => undefined), door, early);
    const call = (name: string, payload: unknown) => listeners.get(name)?.(caller, payload);
    const later = call('notes.drop', '/contract.pdf');
    expect(await call('notes.read', { id: 'a' })).toEqual({ ok: true, value: 'early a' });
    expect(await Promise.race([later, Promise.resolve('still waiting')])).toBe('still waiting');
  });

  it('passes parsed input to the handler', async () => {
    const { call } = setUp();
    expect(await call('notes.read', { id: 'a' })).toEqual({ ok: true, value: 'a' });
  });

  it.each([
    ['a field too many', { id: 'a', path: '/etc/passwd' }],
    ['a wrong type', { id: 7 }],
    ['nothing', undefined],
  ])('refuses input with %s before the handler sees it', async (_what, payload) => {
    const { call, reported } = setUp();
    expect(await call('notes.read', payload)).toEqual(internal);
    expect(reported).toEqual(['notes.read']);
  });

  it('refuses a request that is too large before its schema sees it', async () => {
    const { call, reported } = setUp();
    const start = performance.now();
    expect(await call('notes.read', new Uint8Array(1e7))).toEqual(internal);
    expect(performance.now() - start).toBeLessThan(500);
    expect(reported).toEqual(['notes.read']);
  });

  it('refuses more calls at one time than a bridge makes, and answers again afterwards', async () => {
    const { call } = setUp();
    const answers: unknown[] = await Promise.all(
      Array.from({ length: 100 }, async () => call('notes.read', { id: 'a' })),
    );
    const isAnswered = (answer: unknown): boolean => isDeepStrictEqual(answer, { ok: true, value: 'a' });
    expect(answers.filter(isAnswered)).toHaveLength(2 * MOST_CALLS);
    expect(await call('notes.read', { id: 'a' })).toEqual({ ok: true, value: 'a' });
  });

  it('refuses a dropped file that has no path', async () => {
    const { call } = setUp();
    expect(await call('notes.drop', '')).toEqual(internal);
  });

  it('refuses a sender that is not the window', async () => {
    const { call, reported } = setUp(false);
    expect(await call('notes.read', { id: 'a' })).toEqual(internal);
    expect(reported).toEqual(['notes.read']);
  });

  it('reports a thrown error once and says no more than INTERNAL', async () => {
    const { call, reported, failures } = setUp();
    expect(await call('notes.read', { id: 'broken' })).toEqual(internal);
    expect(reported).toEqual(['notes.read']);
    expect(failures).toEqual([['notes.read', 'INTERNAL']]);
  });

  it('uncovers a secret for its handler, and zeroes it afterwards', async () => {
    const { call, seen } = setUp();
    const pin = Uint8Array.of(1, 2);
    const pad = await call(PAD_CHANNEL, 2);
    if (!isPad(pad)) throw new Error('no pad');
    applyPad(groups.notes.unlock, { pin }, Uint8Array.from(pad.bytes));
    expect(await call('notes.unlock', { pin }, pad.id)).toEqual({ ok: true, value: 2 });
    expect({ left: [...pin], seen }).toEqual({ left: [0, 0], seen: [[1, 2]] });
  });

  it.each([
    ['of a sender that is not the window', false, 'none'],
    ['that no pad covers', true, undefined],
    ['under a pad that was never given', true, crypto.randomUUID()],
  ])('refuses a secret %s, and zeroes it', async (_what, admitted, padId) => {
    const { call, seen } = setUp(admitted);
    const pin = Uint8Array.of(1, 2);
    expect(await call('notes.unlock', { pin }, padId)).toEqual(internal);
    expect({ left: [...pin], seen }).toEqual({ left: [0, 0], seen: [] });
  });

  it('gives a pad to the window alone, and of a length that a request may have', async () => {
    expect(await setUp(false).call(PAD_CHANNEL, 4)).toBeNull();
    const { call, reported } = setUp();
    expect(await call(PAD_CHANNEL, 1e9)).toBeNull();
    expect(reported).toEqual([PAD_CHANNEL]);
  });
});
