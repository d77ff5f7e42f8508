import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KAIFENG } from '../../core/policy/profiles/kaifeng.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { memoryPlatformStore, memoryTrustFiles } from './fixtures/memory-platform-store.ts';
import { miniPlatform, NOW, type MiniPlatform } from './fixtures/mini-platform.ts';
import { keptProfile, policyStatementRecords } from './policy-statement.ts';
import { syncPlatform } from './sync-platform.ts';

describe('The statement that names the rules', () => {
  let engine: SmEngine;
  let platform: MiniPlatform;
  let records: RecordStore;
  let sync: () => ReturnType<typeof syncPlatform>;
  const problemOf = async (): Promise<unknown> => JSON.parse((await sync()).problem ?? 'null');

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(async () => {
    platform = await miniPlatform(engine);
    records = memoryRecords();
    const ports = { files: memoryTrustFiles(), store: memoryPlatformStore(), records, engine };
    sync = () =>
      syncPlatform(platform.settings, {
        ...{ ...ports, api: platform.api, clock: { now: () => new Date(NOW) } },
        registerSize: () => Promise.resolve(0),
        pause: () => Promise.resolve(),
        progress: () => undefined,
      });
  });

  it('keeps the statement that names the rules, and refuses an older or a forged one', async () => {
    await sync();
    const kept = await policyStatementRecords(records).find('gd');
    const [block] = decodePem(platform.settings.root);
    const root = decodeCertificate(block?.der ?? new Uint8Array());
    expect(kept && keptProfile(kept, { engine, root })).toMatchObject({ id: 'guangdong' });
    const { policy } = platform.state;
    const list = 'platform-policy';
    Object.assign(platform.state, { policy: { ...policy, number: 4, profile: KAIFENG } });
    expect(await problemOf()).toMatchObject({
      code: 'LIST_ROLLED_BACK',
      details: { list, known: 5, given: 4 },
    });
    Object.assign(platform.state, { policy: { ...policy, number: 6, profile: { id: 'x' } } });
    expect(await problemOf()).toMatchObject({ code: 'LIST_DAMAGED', details: { list } });
    const stranger = await makeParty(engine, { commonName: '平台', serial: 2 }, null);
    Object.assign(platform.state, { signer: stranger, policy: { ...policy, number: 6, profile: KAIFENG } });
    expect(await problemOf()).toMatchObject({ code: 'LIST_FORGED', details: { list } });
    expect(await policyStatementRecords(records).find('gd')).toEqual(kept);
  });

  it('fetches the statement again when the store no longer holds it as it was accepted', async () => {
    await sync();
    const kept = await policyStatementRecords(records).find('gd');
    if (kept === null) throw new Error('no statement');
    const { payload } = kept.statement;
    await policyStatementRecords(records).keep({
      ...kept,
      statement: { ...kept.statement, payload: payload.replace(/.$/, 'A') },
    });
    expect(await problemOf()).toBeNull();
    expect(await policyStatementRecords(records).find('gd')).toMatchObject({ statement: { payload } });
  });
});
