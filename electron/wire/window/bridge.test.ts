import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { success } from '../../shared/result.ts';
import { createBridge, createTellers } from './bridge.ts';
import { bytes, event, operation, typeOnly } from '../operation.ts';
import { fileOperation } from './fields.ts';
import { createStandIn } from './stand-in.ts';

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

describe('createClient', () => {
  it('names channels by group and name and passes the input on', async () => {
    const sent: unknown[] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (...call) => Promise.resolve(void sent.push(call)),
      listen: () => () => undefined,
      pathOf: (file) => `/documents/${file}`,
    });
    await client.notes.read({ id: 'a' });
    await client.notes.drop('contract.pdf');
    expect(sent).toEqual([
      ['notes.read', { id: 'a' }],
      ['notes.drop', '/documents/contract.pdf'],
    ]);
  });

  it('zeroes a secret as soon as the transport has taken its copy', () => {
    const pin = Uint8Array.of(1, 2, 3);
    const taken: number[][] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (_channel, payload) =>
        Promise.resolve(void taken.push([...(payload as { pin: Uint8Array }).pin])),
      listen: () => () => undefined,
      pathOf: () => '',
    });
    void client.notes.unlock({ pin });
    expect({ taken, left: [...pin] }).toEqual({ taken: [[1, 2, 3]], left: [0, 0, 0] });
  });
});

describe('createEmitters', () => {
  it('has the events only', () => {
    const sent: unknown[] = [];
    const tell = createTellers(groups, (...message) => void sent.push(message));
    tell.notes.changed(7);
    expect({ names: Object.keys(tell.notes), sent }).toEqual({
      names: ['changed'],
      sent: [['notes.changed', 7]],
    });
  });
});

describe('createStandIn', () => {
  it('answers with its handlers and INTERNAL for the rest', async () => {
    const { client, calls } = createStandIn(groups, { notes: { read: ({ id }) => success(`note ${id}`) } });
    expect([await client.notes.read({ id: 'a' }), await client.notes.drop('x'), calls]).toEqual([
      { ok: true, value: 'note a' },
      { ok: false, error: { code: 'INTERNAL' } },
      ['notes.read', 'notes.drop'],
    ]);
  });

  it('raises events for those who listen, until they stop', () => {
    const { client, raise } = createStandIn(groups, {});
    const heard: number[] = [];
    const stop = client.notes.changed((value) => heard.push(value));
    raise.notes.changed(1);
    stop();
    raise.notes.changed(2);
    expect(heard).toEqual([1]);
  });
});
