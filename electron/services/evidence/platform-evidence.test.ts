import { base64 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { statusEvent } from '../../core/seal-life/fixtures/status-event.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeRevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ListState, PlatformSealStatus } from '../platform/platform-store.ts';
import type { KeptList } from '../platform/platform-trust.ts';
import { type EvidenceParts, platformEvidence, type PlatformFolder } from './platform-evidence.ts';

const engine = await loadSmEngine();
const issuing = await makeParty(engine, { commonName: '签发', serial: 1, isAuthority: true }, null);
const der = await makeRevocationList(issuing, { number: 7 });
const list = decodeRevocationList(der);
const kept: KeptList = {
  ...{ id: 'issuing', file: 'issuing-7.crl', number: 7, isDelta: false, sm3: '' },
  issuer: base64.encode(list.issuer.raw),
  thisUpdate: list.thisUpdate.toISOString(),
  nextUpdate: '2027-01-02T00:00:00.000Z',
};
const state = (platform: string, name: string, changes: Partial<ListState> = {}): ListState => ({
  ...{ platform, list: name, number: 7, nextUpdate: kept.nextUpdate, etag: null, sm3: null },
  ...{ issuedAt: '2026-06-01T00:00:00Z', confirmedAt: '2026-06-20T00:00:00Z' },
  ...changes,
});
const event = (platform: string, number: number): PlatformSealStatus => ({
  ...statusEvent({ number, esId: 'E1', since: '2026-05-01T00:00:00Z' }),
  platform,
});
const platform = (id: string, plainValidHours: number | null = 240) => ({
  ...{ id, plainValidHours, lateEventHours: 24 },
});
const folder = (changes: Partial<PlatformFolder['material']> = {}): PlatformFolder => ({
  platform: 'zs',
  material: { certificates: [], makers: [], withdrawn: [], lists: [kept], former: [], ...changes },
  read: ({ file }) => (file === kept.file ? list : null),
});
const parts = (changes: Partial<EvidenceParts> = {}): EvidenceParts => ({
  store: {
    platforms: () => Promise.resolve([platform('zs'), platform('gd')]),
    lists: () =>
      Promise.resolve([state('zs', 'crl/issuing'), state('zs', 'seal-status'), state('gd', 'seal-status')]),
    sealEvents: () => Promise.resolve([event('zs', 1), event('gd', 4), event('zs', 9), event('gone', 1)]),
    lastStatusNumber: () => Promise.resolve(9),
    lateRevocations: () => Promise.resolve([]),
    existedBy: (sm3) => Promise.resolve(sm3 === 'aa' ? '2026-06-02T00:00:00Z' : null),
    registerMarks: () => Promise.resolve([]),
    bundles: () => Promise.resolve([]),
  },
  folders: [folder()],
  ...changes,
});
const DAY_MS = 86_400_000;
const unreadable = (): never => {
  throw new CodedError('STORE_DAMAGED');
};

describe('The evidence of platforms in a verification', () => {
  it('contains each platform’s own history of a seal with the age of its feed', async () => {
    const { sealStatus } = await platformEvidence(parts());
    const asOf = '2026-06-01T00:00:00Z';
    expect(await sealStatus('E1')).toEqual([
      { platform: 'zs', asOf, lateAfterMs: DAY_MS, events: [event('zs', 1), event('zs', 9)] },
      { platform: 'gd', asOf, lateAfterMs: DAY_MS, events: [event('gd', 4)] },
    ]);
  });

  it('names the offline bundles by which platforms are known, and none that cannot be read', async () => {
    const bundle = { platform: 'zs', issuedAt: '2026-06-20T00:00:00.000Z' };
    const known = { ...parts().store, bundles: () => Promise.resolve([bundle]) };
    expect((await platformEvidence(parts({ store: known }))).offlineBundles).toEqual([bundle]);
    const damaged = { ...known, bundles: () => Promise.resolve().then(unreadable) };
    expect((await platformEvidence(parts({ store: damaged }))).offlineBundles).toEqual([]);
  });

  it('bounds the publication of earlier events by the newest page, and names late revocations', async () => {
    const former = { ...event('zs', 1), publishedAt: null, decidedAt: null };
    const late = {
      issuer: kept.issuer,
      serial: '0a',
      revokedAt: '2026-05-01T00:00:00Z',
      lackedAt: '2026-05-08T00:00:00Z',
      knownFrom: '2026-05-09T00:00:00Z',
    };
    const store = {
      ...parts().store,
      sealEvents: () =>
        Promise.resolve([former, { ...former, number: 2, broughtAt: '2026-05-02T00:00:00Z' }]),
      lateRevocations: (issuer: string, serial: string) =>
        Promise.resolve(issuer === late.issuer && serial === '0a' ? [late] : []),
    };
    const evidence = await platformEvidence(parts({ store }));
    const [history] = await evidence.sealStatus('E1');
    expect(history?.events.map(({ broughtAt }) => broughtAt)).toEqual([
      '2026-06-01T00:00:00Z',
      '2026-05-02T00:00:00Z',
    ]);
    expect(await evidence.lateRevocations(list.issuer.raw, '0a')).toEqual([
      {
        revokedAt: new Date(late.revokedAt),
        lackedAt: new Date(late.lackedAt),
        knownFrom: new Date(late.knownFrom),
      },
    ]);
    expect(evidence.lateEventMs).toBe(DAY_MS);
  });

  it('is empty when no platform is known, and lists and events are not asked for', async () => {
    const store = {
      platforms: () => Promise.resolve([]),
      lists: unreadable,
      sealEvents: unreadable,
      lastStatusNumber: unreadable,
      lateRevocations: unreadable,
      existedBy: unreadable,
      registerMarks: unreadable,
      bundles: unreadable,
    };
    const { sealStatus, listAgeLimitMs, listConfirmedAt, existedBy } = await platformEvidence(
      parts({ store }),
    );
    expect(await sealStatus('E1')).toEqual([]);
    expect([listAgeLimitMs, listConfirmedAt(list), existedBy]).toEqual([null, null, null]);
  });

  it('asks for the marks of the register only when it has some, with and without platforms', async () => {
    const mark = { kind: 'voided', at: '2026-06-03T00:00:00.000Z', reason: '重签' } as const;
    for (const platforms of [[], [platform('zs')]]) {
      const known = { ...parts().store, platforms: () => Promise.resolve(platforms) };
      expect((await platformEvidence(parts({ store: known }))).registerMarks).toBeNull();
      const registerMarks = (sm3: string | null) => Promise.resolve(sm3 === 'bb' ? [] : [mark]);
      const evidence = await platformEvidence(parts({ store: { ...known, registerMarks } }));
      expect(await evidence.registerMarks?.('aa')).toEqual([mark]);
      expect(await evidence.registerMarks?.('bb')).toEqual([]);
    }
  });

  it('rejects when the platforms or the store cannot be read', async () => {
    const unknown = {
      ...parts().store,
      platforms: () => Promise.reject(new CodedError('PLATFORM_SETTINGS_DAMAGED')),
    };
    const damaged = await platformEvidence(parts({ store: unknown }));
    await expect(damaged.sealStatus('E1')).rejects.toMatchObject({ code: 'PLATFORM_SETTINGS_DAMAGED' });
    const store = {
      platforms: parts().store.platforms,
      lists: () => Promise.resolve().then(unreadable),
      sealEvents: () => Promise.resolve().then(unreadable),
      lastStatusNumber: () => Promise.resolve().then(unreadable),
      lateRevocations: () => Promise.resolve().then(unreadable),
      existedBy: () => Promise.resolve().then(unreadable),
      registerMarks: () => Promise.resolve().then(unreadable),
      bundles: () => Promise.resolve().then(unreadable),
    };
    const without = await platformEvidence(parts({ store }));
    await expect(without.sealStatus('E1')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(without.listConfirmedAt(list)).toBe(null);
  });

  it('rejects when stored events of the feed have been lost', async () => {
    const store = {
      ...parts().store,
      sealEvents: () => Promise.resolve([]),
      lastStatusNumber: () => Promise.resolve(0),
    };
    const lost = await platformEvidence(parts({ store }));
    await expect(lost.sealStatus('E1')).rejects.toMatchObject({ code: 'SYNC_STATUS_LOST' });
  });

  it('knows when a list was last confirmed as the newest', async () => {
    const confirmed = new Date('2026-06-20T00:00:00Z');
    expect((await platformEvidence(parts())).listConfirmedAt(list)).toEqual(confirmed);
    const another = decodeRevocationList(await makeRevocationList(issuing, { number: 8 }));
    expect((await platformEvidence(parts())).listConfirmedAt(another)).toBe(null);
    const superseded = { lists: () => Promise.resolve([state('zs', 'crl/issuing', { number: 8 })]) };
    const store = { ...parts().store, ...superseded };
    expect((await platformEvidence(parts({ store }))).listConfirmedAt(list)).toBe(null);
  });

  it('knows the time by which a file existed', async () => {
    const { existedBy } = await platformEvidence(parts());
    expect(await existedBy?.('aa')).toEqual(new Date('2026-06-02T00:00:00Z'));
    expect(await existedBy?.('bb')).toBe(null);
  });

  it('takes the age limit of lists from the strictest policy', async () => {
    const hourMs = 3_600_000;
    const limitOf = async (...hours: readonly (number | null)[]) => {
      const platforms = hours.map((each, index) => platform(`p${index}`, each));
      const store = { ...parts().store, platforms: () => Promise.resolve(platforms) };
      return (await platformEvidence(parts({ store }))).listAgeLimitMs;
    };
    expect(await limitOf(240)).toBe(240 * hourMs);
    expect(await limitOf(240, 24)).toBe(24 * hourMs);
    expect(await limitOf(null)).toBe(null);
  });

  it('contains the archived lists whose files are there', async () => {
    const at = new Date('2026-03-01T00:00:00Z');
    const former = await platformEvidence(parts({ folders: [folder({ lists: [], former: [kept] })] }));
    expect(await former.archivedLists(list.issuer.raw, at)).toEqual([list]);
    expect(await former.archivedLists(list.issuer.raw, new Date('2025-03-01T00:00:00Z'))).toEqual([]);
    const gone = folder({ lists: [], former: [{ ...kept, file: 'gone.crl' }] });
    expect(
      await (await platformEvidence(parts({ folders: [gone] }))).archivedLists(list.issuer.raw, at),
    ).toEqual([]);
  });
});
