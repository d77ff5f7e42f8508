import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { verifyMessage } from '../../core/sm/message-signature.ts';
import type { SecretKeeper } from '../ports/secrets.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import { memoryRegister } from './fixtures/memory-register.ts';
import { renewIdentity } from './renew-register.ts';
import { registerIdentity } from './register-key.ts';

const keeper = (name: string): SecretKeeper => ({
  protect: (secret) => `${name}:${Buffer.from(secret).toString('hex')}`,
  reveal: (kept) => {
    const [by, hex = ''] = kept.split(':');
    return by === name ? Buffer.from(hex, 'hex').toString() : null;
  },
});

describe('The key of the register', () => {
  let engine: SmEngine;
  let records: RecordStore;
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const identity = (name = 'here') => registerIdentity({ records, engine, random, secrets: keeper(name) });

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(() => {
    records = memoryRecords();
  });

  it('is made once, whoever asks at the same moment, and signs as SM2', async () => {
    const [first, second] = await Promise.all([identity(), identity()]);
    expect(second.publicKey).toEqual(first.publicKey);
    expect((await identity()).registerId).toBe(first.registerId);
    const message = utf8Bytes('a request');
    expect(verifyMessage(engine, message, second.sign(message), first.publicKey).valid).toBe(true);
  });

  it('is kept as the keeper protects it', async () => {
    await identity();
    const [kept] = (await records.list('register')).filter(({ id }) => id.startsWith('key/'));
    expect(kept?.json).toContain('"privateKey":"here:');
  });

  it('is made anew for the same register where it cannot be read', async () => {
    const before = await identity('elsewhere');
    const after = await identity('here');
    expect(after.registerId).toBe(before.registerId);
    expect(after.publicKey).not.toEqual(before.publicKey);
    expect((await identity('here')).publicKey).toEqual(after.publicKey);
  });

  it('is another one when the register goes on under another id', async () => {
    const before = await identity();
    const clock = { now: () => new Date('2026-11-22T05:00:00Z') };
    const store = memoryRegister();
    const history = memoryHistory(store, records);
    await renewIdentity('旧备份', { records, random, clock, engine, store, history });
    const after = await identity();
    expect(after.registerId).not.toBe(before.registerId);
    expect(after.publicKey).not.toEqual(before.publicKey);
  });

  it('is damage when its record is something else', async () => {
    const { registerId } = await identity();
    await records.put('register', `key/${registerId}`, '{}');
    await expect(identity()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});
