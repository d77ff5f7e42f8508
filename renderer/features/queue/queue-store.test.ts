import { describe, expect, it } from 'vitest';
import { success } from '../../../electron/shared/result.ts';
import { MOST_BATCH_FILES } from '../../../electron/shared/model/verification-batch.ts';
import { contract, type ContractHandlers } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createQueueStore, footOf, queueLeads } from './queue-store.ts';

function setUp(handlers: Partial<ContractHandlers['sealMany']>) {
  const { client } = createStandIn(contract, { sealMany: handlers });
  return createQueueStore(client.sealMany, {
    opened: () => undefined,
    left: () => undefined,
    placed: () => null,
    usualPattern: () => '{name}_sealed',
  });
}

describe('createQueueStore', () => {
  it.each([
    ['more files than a batch takes', MOST_BATCH_FILES + 1, 'truncated'],
    ['as many as it takes', MOST_BATCH_FILES, undefined],
  ])('Who drops %s is told of those that are left out', async (_name, count, kind) => {
    const given: number[] = [];
    const store = setUp({
      addDropped: (files) => {
        given.push(files.length);
        return success({ found: files.length, truncated: false });
      },
    });
    await store.getState().addDropped(Array.from({ length: count }, () => new File([], 'a.pdf')));
    expect([given, store.getState().notice?.kind]).toEqual([[MOST_BATCH_FILES], kind]);
  });

  it('Asks for a PIN of each key before it seals, and zeroes what was given when the person leaves', async () => {
    const asked: (readonly [readonly string[], readonly string[]])[] = [];
    const store = setUp({
      view: () =>
        success({
          ...{ rows: [], outFolder: '/out', unfinished: [], convertible: 0, converter: null, locks: true },
          progress: {
            ...{ phase: { step: 'checked' }, done: 0, total: 0 },
            ...{ sealed: 0, failed: 0, remainingSeconds: null },
          },
          seals: ['T1', 'T2', 'T1'].map((tokenSerial) => ({ esId: 'E', tokenSerial })),
        }),
      seal: ({ tokenSerials, pins }) => {
        asked.push([tokenSerials, pins.map((pin) => new TextDecoder().decode(pin))]);
        return success(null);
      },
    });
    await store.getState().load();
    expect(store.getState().locks).toBe(true);
    const give = (tokenSerial: string, pin: Uint8Array): Promise<void> =>
      store.getState().givePin({ tokenSerial, pin, lastTryConfirmed: false });
    const pin = (text: string): Uint8Array => new TextEncoder().encode(text);
    store.getState().askPins();
    const left = pin('111111');
    await give('T1', left);
    expect(store.getState().asksPin).toBe('T2');
    store.getState().leavePins();
    expect([[...left], store.getState().asksPin]).toEqual([[0, 0, 0, 0, 0, 0], null]);
    store.getState().askPins();
    await give('T1', pin('111111'));
    await give('T2', pin('222222'));
    expect(asked).toEqual([
      [
        ['T1', 'T2'],
        ['111111', '222222'],
      ],
    ]);
    expect(store.getState().asksPin).toBeNull();
  });
});

describe('queueLeads', () => {
  const progress = { done: 0, total: 2, sealed: 1, failed: 0, remainingSeconds: null };
  const paused = { step: 'paused', error: null } as const;

  it.each([
    ['a paused batch', paused, null, true],
    ['a list that can be looked at', { step: 'checked' }, '[]', true],
    ['a list without a place', { step: 'checked' }, null, false],
    ['a batch that seals', { step: 'sealing' }, '[]', false],
    ['a batch whose documents are all sealed', { step: 'ended' }, '[]', false],
  ] as const)('Tells of %s whether it has the one next step of the screen', (_, phase, placed, leads) => {
    const queue = { progress: { ...progress, phase }, asksPin: null, isRetried: false };
    expect(queueLeads(queue, placed)).toBe(leads);
  });

  it('Has it while a PIN is asked for, and when failures can be tried again', () => {
    const queue = {
      progress: { ...progress, phase: { step: 'checked' } as const },
      asksPin: 'T1',
      isRetried: false,
    };
    expect(queueLeads(queue, null)).toBe(true);
    const ended = { ...progress, failed: 1, phase: { step: 'ended' } as const };
    expect(queueLeads({ progress: ended, asksPin: null, isRetried: false }, null)).toBe(true);
  });
});

describe('footOf', () => {
  const progress = { done: 0, total: 2, sealed: 1, failed: 0, remainingSeconds: null };

  it.each([
    ['a paused batch', { step: 'paused', error: null }, null, 'next'],
    ['a paused batch that goes on', { step: 'paused', error: null }, 'T1', 'pins'],
    ['a batch that looks at a document which was just unlocked', { step: 'checking' }, 'T1', 'running'],
    ['a batch that seals', { step: 'sealing' }, null, 'running'],
  ] as const)('Asks for no PIN before it can be used: %s', (_, phase, asksPin, foot) => {
    const queue = { progress: { ...progress, phase }, asksPin };
    expect(footOf(queue)).toBe(foot);
    if (foot === 'running') expect(queueLeads({ ...queue, isRetried: false }, '[]')).toBe(false);
  });
});
