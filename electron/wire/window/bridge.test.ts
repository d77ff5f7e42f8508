import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { success } from '../../shared/result.ts';
import { createBridge, createTellers, MOST_CALLS, shapeOf } from './bridge.ts';
import { bridgeShape } from './bridge-shape.ts';
import { bytes, event, operation, OVERWRITES, typeOnly } from '../operation.ts';
import { fileOperation, filesOperation } from './fields.ts';
import { PAD_CHANNEL } from './one-time-pads.ts';
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
    dropAll: filesOperation(2, typeOnly<string>()),
    changed: event(typeOnly<number>()),
  },
} as const;

describe('createClient', () => {
  it('names channels by group and name and passes the input on', async () => {
    const sent: unknown[] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (...call) => Promise.resolve(void sent.push(call)),
      listen: () => () => undefined,
      overwrite: () => undefined,
      pathOf: (file) => `/documents/${file}`,
    });
    await client.notes.read({ id: 'a' });
    await client.notes.drop('contract.pdf');
    await client.notes.dropAll(['a.pdf', 'b.pdf']);
    expect(sent).toEqual([
      ['notes.read', { id: 'a' }],
      ['notes.drop', '/documents/contract.pdf'],
      ['notes.dropAll', ['/documents/a.pdf', '/documents/b.pdf']],
    ]);
  });

  it('covers a secret with a pad that main gave for this request, and zeroes it once it is answered', async () => {
    const pin = Uint8Array.of(1, 2, 3);
    const pad = Uint8Array.of(7, 7, 7);
    const taken: unknown[] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (channel, payload, padId) => {
        taken.push([channel, structuredClone(payload), padId]);
        return Promise.resolve(channel === PAD_CHANNEL ? { id: 'first', bytes: pad } : 'answered');
      },
      listen: () => () => undefined,
      overwrite: () => undefined,
      pathOf: () => '',
    });
    await client.notes.unlock({ pin });
    expect(taken).toEqual([
      [PAD_CHANNEL, 3, undefined],
      ['notes.unlock', { pin: Uint8Array.of(6, 5, 4) }, 'first'],
    ]);
    expect([...pin, ...pad]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('sends no secret to a main that gives no pad', async () => {
    const pin = Uint8Array.of(1, 2, 3);
    const asked: string[] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (channel) => Promise.resolve(void asked.push(channel)),
      listen: () => () => undefined,
      overwrite: () => undefined,
      pathOf: () => '',
    });
    expect(await client.notes.unlock({ pin })).toEqual({ ok: false, error: { code: 'INTERNAL' } });
    expect({ asked, left: [...pin] }).toEqual({ asked: [PAD_CHANNEL], left: [0, 0, 0] });
  });
});

describe('a secret that has been sent', () => {
  it('is followed by messages of its size that take its place, once it is answered', async () => {
    const sent: unknown[] = [];
    const client = createBridge<typeof groups, string>(groups, {
      invoke: (_channel, needed) =>
        Promise.resolve(needed === 3 ? { id: 'first', bytes: new Uint8Array(3) } : 'answered'),
      overwrite: (channel, blank) => void sent.push([channel, blank]),
      listen: () => () => undefined,
      pathOf: () => '',
    });
    const answer = client.notes.unlock({ pin: Uint8Array.of(1, 2, 3) });
    expect(sent).toEqual([]);
    await answer;
    await client.notes.read({ id: 'a' });
    expect(sent).toEqual(
      Array.from({ length: OVERWRITES }, () => ['notes.unlock', { pin: new Uint8Array(3) }]),
    );
  });
});

describe('a page that asks too much', () => {
  const bridge = () => {
    const answers: (() => void)[] = [];
    let asked = 0;
    const client = createBridge<typeof groups, string>(groups, {
      invoke: () => {
        asked += 1;
        return new Promise((resolve) => answers.push(() => resolve('answered')));
      },
      listen: () => () => undefined,
      overwrite: () => undefined,
      pathOf: () => '/a',
    });
    return { client, answers, asked: () => asked };
  };

  it('is answered INTERNAL when a request is too large, which main never sees', async () => {
    const { client, asked } = bridge();
    // A page under foreign control sends what it likes.
    const answer = await client.notes.read(new Uint8Array(1e7) as never);
    expect({ answer, asked: asked() }).toEqual({
      answer: { ok: false, error: { code: 'INTERNAL' } },
      asked: 0,
    });
  });

  it('has only so many calls before main at one time, and all answered in the end', async () => {
    const { client, answers, asked } = bridge();
    const all = Array.from({ length: MOST_CALLS + 10 }, (_, index) =>
      index % 2 === 0 ? client.notes.read({ id: 'a' }) : client.notes.drop('a'),
    );
    expect(asked()).toBe(MOST_CALLS);
    while (answers.length > 0) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(new Set(await Promise.all(all))).toEqual(new Set(['answered']));
    expect(asked()).toBe(MOST_CALLS + 10);
  });
});

describe('a page that drops what is no file', () => {
  it('is refused each time, and what it asks for afterwards is answered', async () => {
    const client = createBridge<typeof groups, string>(groups, {
      invoke: () => Promise.resolve('answered'),
      listen: () => () => undefined,
      overwrite: () => undefined,
      pathOf: () => {
        throw new TypeError('not a file');
      },
    });
    const dropped = await Promise.allSettled(
      Array.from({ length: 3 * MOST_CALLS }, async () => client.notes.drop('a')),
    );
    expect(new Set(dropped.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(await client.notes.read({ id: 'a' })).toBe('answered');
  });
});

describe('shapeOf', () => {
  it('leaves plain data of a contract, with secrets, sizes and what takes files', () => {
    expect(shapeOf(groups)).toEqual({
      notes: {
        read: { kind: 'operation', secrets: [], largest: undefined },
        unlock: { kind: 'operation', secrets: ['pin'], largest: undefined },
        drop: { kind: 'operation', secrets: [], largest: undefined, takesFile: true },
        dropAll: {
          ...{ kind: 'operation', secrets: [], takesFiles: true },
          largest: { values: 3, characters: 800 },
        },
        changed: { kind: 'event' },
      },
    });
  });

  it('loses nothing of the window’s contract where it is written as text', () => {
    expect(JSON.parse(JSON.stringify(bridgeShape))).toEqual(bridgeShape);
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
