import { base64 } from '@scure/base';
import { zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/encodings.ts';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeParty,
  makeRevocationList,
  type Party,
} from '../../core/verification/fixtures/mini-authority.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ImportedBundle } from '../../shared/model/offline-bundle.ts';
import {
  memoryPlatformStore,
  type MemoryPlatformStore,
  memoryTrustFiles,
  type MemoryTrustFiles,
} from '../platform/fixtures/memory-platform-store.ts';
import { miniPlatform, NOW, type MiniPlatform } from '../platform/fixtures/mini-platform.ts';
import { syncPlatform } from '../platform/sync-platform.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { type BundlePlan, makeBundle } from './fixtures/make-bundle.ts';
import { importBundle } from './import-bundle.ts';
import { unpackBundle } from './read-bundle.ts';

const DAY_MS = 86_400_000;
const later = (days: number): string => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();
const eventAt = (number: number, esId: string, state: 'active' | 'suspended' = 'active') =>
  publishedEvent({ number, esId, state, since: NOW });

describe('An offline bundle', () => {
  let engine: SmEngine;
  let platform: MiniPlatform;
  let store: MemoryPlatformStore;
  let records: RecordStore;
  let files: MemoryTrustFiles;
  let now: string;

  const ports = () => ({
    ...{ files, store, records, engine },
    clock: { now: () => new Date(now) },
    registerSize: () => Promise.resolve(4),
    progress: () => undefined,
  });
  const importBytes = async (bytes: Uint8Array): Promise<ImportedBundle> =>
    importBundle(unpackBundle(bytes), platform.settings, ports());
  const importMade = async (plan?: BundlePlan): Promise<ImportedBundle> =>
    importBytes(await makeBundle(engine, platform, plan));
  const numbers = async (): Promise<unknown> =>
    Object.fromEntries((await store.lists()).map(({ list, number }) => [list, number]));
  /** Everything that an import may change. */
  const everything = async (): Promise<unknown> => ({
    lists: await store.lists(),
    states: await store.syncStates(),
    events: [...store.events],
    late: [...store.late],
    material: files.material(),
    files: [...files.lists.keys()],
    records: await records.list('offline-bundle'),
  });
  const refusalOf = async (work: () => Promise<unknown>): Promise<readonly unknown[]> => {
    const before = await everything();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      expect(await everything()).toEqual(before);
      return [error.code, error.details?.['list'] ?? null, error.details?.['rule'] ?? null];
    }
    return ['taken in'];
  };

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(async () => {
    platform = await miniPlatform(engine);
    platform.state.events = [eventAt(1, 'A'), eventAt(2, 'B'), eventAt(3, 'A', 'suspended')];
    [store, records, files] = [memoryPlatformStore(), memoryRecords(), memoryTrustFiles()];
    now = later(10);
  });

  it('brings what a synchronisation brings, as of its time of issue', async () => {
    const imported = await importMade();
    expect(imported).toEqual({
      ...{ platform: 'gd', name: '广东', issuedAt: NOW, nextUpdate: later(31), importedAt: now },
      ...{ isKnown: false, newEvents: 3 },
    });
    expect(await numbers()).toEqual({
      ...{ 'trust-list': 7, 'crl/issuing': 3, 'platform-policy': 5, 'seal-status': 3 },
    });
    expect((await store.lists()).map(({ confirmedAt }) => confirmedAt)).toEqual([NOW, NOW, NOW, NOW]);
    expect((await store.syncStates())[0]).toMatchObject({
      ...{ platformTime: NOW, registerSize: 4, lastSyncAt: null },
    });
    expect(files.list('issuing-3.crl')).toEqual(platform.state.list);
  });

  it('goes on from what is here, also within one of its pages', async () => {
    now = NOW;
    platform.state.events = [eventAt(1, 'A')];
    await syncPlatform(platform.settings, { ...ports(), api: platform.api, pause: () => Promise.resolve() });
    platform.state.events = [eventAt(1, 'A'), eventAt(2, 'B'), eventAt(3, 'A', 'suspended')];
    await platform.publish(4, [0x1234, 0x1235]);
    platform.state.issuedAt = later(1);
    now = later(10);
    expect((await importMade({ issuedAt: later(1) })).newEvents).toBe(2);
    expect(store.events.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(files.material().lists.map(({ number }) => number)).toEqual([4]);
  });

  it('says when it was imported before, and repairs what was lost since', async () => {
    const bytes = await makeBundle(engine, platform);
    const first = await importBytes(bytes);
    const before = await everything();
    now = later(11);
    expect(await importBytes(bytes)).toEqual({ ...first, isKnown: true, newEvents: 0 });
    expect(await everything()).toEqual(before);
    store.events.length = 0;
    expect((await importBytes(bytes)).newEvents).toBe(3);
    expect(await everything()).toEqual(before);
  });

  it('that was imported before changes nothing after a newer one', async () => {
    const bytes = await makeBundle(engine, platform);
    await importBytes(bytes);
    for (const state of await store.syncStates())
      await store.putSyncState({ ...state, platformTime: later(2) });
    const before = await everything();
    expect((await importBytes(bytes)).isKnown).toBe(true);
    expect(await everything()).toEqual(before);
  });

  it('is refused as a whole when one list in it is', async () => {
    const stranger = await makeParty(engine, { commonName: '他人', serial: 9, isAuthority: true }, null);
    const broken = { 'revocation-lists/issuing.crl': new Uint8Array(platform.state.list.length) };
    expect(await refusalOf(() => importMade({ instead: broken }))).toEqual([
      'LIST_DAMAGED',
      'crl/issuing',
      'sm3',
    ]);
    const times = { thisUpdate: new Date(NOW), nextUpdate: new Date(later(1)) };
    const list = await makeRevocationList(stranger, { number: 3, ...times, revoked: [] });
    const { state } = platform;
    [state.list, state.entry] = [list, { ...state.entry, size: list.length, sm3: toHex(engine.sm3(list)) }];
    expect(await refusalOf(() => importMade())).toEqual(['LIST_FORGED', 'crl/issuing', 'signature']);
    const honest = state.signer;
    await platform.publish(3);
    state.signer = stranger;
    expect(await refusalOf(() => importMade({ signer: honest }))).toEqual([
      ...['LIST_FORGED', 'trust-list', 'issuer'],
    ]);
  });

  it.each<[string, BundlePlan, readonly unknown[]]>([
    [
      'a stranger’s file more',
      { altered: { 'more.json': new Uint8Array(1) } },
      ['OFFLINE_BUNDLE_FORGED', null, 'files'],
    ],
    ['a file less', { altered: { 'policy.json': null } }, ['OFFLINE_BUNDLE_FORGED', null, 'files']],
    [
      'another file',
      { altered: { 'policy.json': new Uint8Array(8) } },
      ['OFFLINE_BUNDLE_FORGED', null, 'files'],
    ],
    ['no manifest', { altered: { 'bundle.json': null } }, ['OFFLINE_BUNDLE_UNREADABLE', null, 'manifest']],
    ['another platform', { platform: 'gx' }, ['OFFLINE_BUNDLE_FOREIGN', null, null]],
    ['a time in the future', { issuedAt: later(11) }, ['OFFLINE_BUNDLE_FROM_FUTURE', null, null]],
    ['a page missing', { after: 2 }, ['OFFLINE_BUNDLE_GAP', null, null]],
  ])('with %s is refused', async (_, plan, refusal) => {
    expect(await refusalOf(() => importMade(plan))).toEqual(refusal);
  });

  it('signed by another than the platform is refused', async () => {
    const root = await makeParty(engine, { commonName: '别的根', serial: 1, isAuthority: true }, null);
    const stranger = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
    expect(await refusalOf(() => importMade({ signer: stranger }))).toEqual([
      ...['OFFLINE_BUNDLE_FORGED', null, 'issuer'],
    ]);
  });

  it('that is older than the last one, or than the last synchronisation, is refused', async () => {
    const old = await makeBundle(engine, platform);
    await importMade({ issuedAt: later(1) });
    expect(await refusalOf(() => importBytes(old))).toEqual(['OFFLINE_BUNDLE_OUTDATED', null, null]);
  });

  it('whose lists go back is refused', async () => {
    await importMade();
    platform.state.trustList = { ...platform.state.trustList, number: 6 };
    expect(await refusalOf(() => importMade({ issuedAt: later(1) }))).toEqual([
      ...['LIST_ROLLED_BACK', 'trust-list', null],
    ]);
  });

  it('whose lists were overdue when it was made is refused', async () => {
    expect(await refusalOf(() => importMade({ issuedAt: later(8) }))).toEqual([
      ...['LIST_FROZEN', 'trust-list', null],
    ]);
  });

  it('that was cut, or is no bundle at all, is refused', async () => {
    const bytes = await makeBundle(engine, platform);
    const whole = bytes.length;
    for (const cut of [0, 10, whole / 2, whole - 1]) {
      expect((await refusalOf(() => importBytes(bytes.slice(0, cut))))[0]).toBe('OFFLINE_BUNDLE_UNREADABLE');
    }
  });

  it('that unpacks to more than its budget is refused before it is unpacked', async () => {
    const zip = zipSync({ 'bundle.json': new Uint8Array(64) }, { level: 0 });
    const at = new DataView(zip.buffer).getUint32(zip.length - 6, true);
    // APPNOTE 4.3.12: the size that the directory states, at offset 24 of its header
    new DataView(zip.buffer).setUint32(at + 24, 0x7fff_ffff, true);
    expect((await refusalOf(() => importBytes(zip)))[0]).toBe('FILE_OVER_BUDGET');
  });

  it('of the next signer is taken in, since it brings the list that names that one', async () => {
    const former = platform.state.signer;
    const next = await makeParty(engine, { commonName: '平台', serial: 9 }, platform.root);
    const announce = (number: number, ...signers: readonly Party[]): void => {
      const terms = signers.map(({ certificate }) => ({
        ...{ certificate: base64.encode(certificate), from: NOW, until: null },
      }));
      platform.state.signers = { number, issuedAt: NOW, nextUpdate: later(31), signers: terms };
    };
    announce(1, former);
    await importMade();
    platform.state.signer = next;
    announce(2, next);
    platform.state.trustList = { ...platform.state.trustList, number: 8 };
    expect(await importMade()).toMatchObject({ isKnown: false });
    platform.state.signer = former;
    announce(3, former);
    expect(await refusalOf(() => importMade())).toEqual(['OFFLINE_BUNDLE_FORGED', null, 'ended']);
  });
});
