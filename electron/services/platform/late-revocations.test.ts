import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeParty,
  makeRevocationList,
  type Party,
} from '../../core/verification/fixtures/mini-authority.ts';
import { checkRevocationList } from './check-list.ts';
import {
  memoryPlatformStore,
  type MemoryPlatformStore,
  memoryTrustFiles,
  type MemoryTrustFiles,
} from './fixtures/memory-platform-store.ts';
import { noteLateRevocations } from './late-revocations.ts';
import { withList } from './platform-trust.ts';

const day = (of: number): Date => new Date(Date.UTC(2026, 10, of));
const DELTA_INDICATOR = '2.5.29.27';
const REMOVED = 8;

type Entry = readonly [serial: number, day: number, reason?: number];

describe('A new revocation list', () => {
  let engine: SmEngine;
  let authority: Party;
  let store: MemoryPlatformStore;
  let files: MemoryTrustFiles;

  beforeAll(async () => {
    engine = await loadSmEngine();
    authority = await makeParty(engine, { commonName: '签发机构', serial: 3, isAuthority: true }, null);
  });
  beforeEach(() => {
    store = memoryPlatformStore();
    files = memoryTrustFiles();
  });

  /** Takes a list of this day into force, as a synchronisation does. @param base of a delta list */
  async function bring(issuedOn: number, entries: readonly Entry[], base?: number): Promise<void> {
    const indicator = { id: DELTA_INDICATOR, critical: true, value: Uint8Array.of(2, 1, base ?? 0) };
    const bytes = await makeRevocationList(authority, {
      number: issuedOn,
      thisUpdate: day(issuedOn),
      revoked: entries.map(([serial, on, reason = 1]) => ({
        ...{ serial: Uint8Array.of(serial), revokedAt: day(on), reason },
      })),
      ...(base === undefined ? {} : { extensions: [indicator] }),
    });
    const certificates = [base64.encode(authority.certificate)];
    const checked = checkRevocationList('crl/x', bytes, { certificates }, engine);
    await noteLateRevocations({ files, store }, 'x', checked);
    const file = files.addList(`x-${issuedOn}`, bytes);
    const { issuer, issuedAt: thisUpdate, nextUpdate } = checked;
    const isDelta = base !== undefined;
    const kept = { id: 'x', file, number: issuedOn, isDelta, issuer, thisUpdate, nextUpdate, sm3: file };
    files.replace(withList(files.material(), kept));
  }

  const noted = () =>
    store.late.map(({ serial, revokedAt, lackedAt, knownFrom }) => [
      parseInt(serial, 16),
      new Date(revokedAt).getUTCDate(),
      new Date(lackedAt).getUTCDate(),
      new Date(knownFrom).getUTCDate(),
    ]);

  it('makes no entry late if it is the first, or if the entries are newer than the former list', async () => {
    await bring(10, [[1, 2]]);
    await bring(12, [
      [1, 2],
      [2, 10],
      [3, 11],
    ]);
    expect(noted()).toEqual([]);
  });

  it('makes an entry late whose date is before the former list', async () => {
    await bring(10, [[1, 2]]);
    await bring(12, [
      [1, 2],
      [2, 9],
    ]);
    expect(noted()).toEqual([[2, 9, 10, 12]]);
  });

  it('makes an earlier date late, which counts from the former date in any case', async () => {
    await bring(10, [[1, 8]]);
    await bring(12, [[1, 3]]);
    await bring(13, [[1, 9]]);
    expect(noted()).toEqual([[1, 3, 10, 8]]);
  });

  it('is compared with the full list and the delta list in force together', async () => {
    await bring(10, [[1, 2]]);
    await bring(12, [[2, 11]], 10);
    await bring(14, [
      [1, 2],
      [2, 11],
      [3, 11],
      [4, 13],
    ]);
    expect(noted()).toEqual([[3, 11, 12, 14]]);
  });

  it('makes the entries of a delta list late too, and what came back after a hold', async () => {
    await bring(10, [[1, 2]]);
    await bring(12, [[1, 2, REMOVED]], 10);
    await bring(
      14,
      [
        [1, 2],
        [5, 1],
      ],
      10,
    );
    expect(noted().sort()).toEqual([
      [1, 2, 12, 14],
      [5, 1, 12, 14],
    ]);
  });

  it('says nothing without the full list in force', async () => {
    await bring(10, [[1, 2]]);
    files.lists.clear();
    await bring(12, [[2, 1]]);
    expect(noted()).toEqual([]);
  });
});
