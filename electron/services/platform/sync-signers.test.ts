import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import type { AppError } from '../../shared/errors.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { memoryPlatformStore, memoryTrustFiles } from './fixtures/memory-platform-store.ts';
import { miniPlatform, type MiniPlatform, NOW } from './fixtures/mini-platform.ts';
import { keptProfile, policyStatementRecords } from './policy-statement.ts';
import { syncPlatform, trustOf } from './sync-platform.ts';

const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();

describe('The signer of a platform', () => {
  let engine: SmEngine;
  let platform: MiniPlatform;
  let former: Party;
  let next: Party;
  let store: ReturnType<typeof memoryPlatformStore>;
  let records: RecordStore;
  let files: ReturnType<typeof memoryTrustFiles>;
  let now: string;

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(async () => {
    platform = await miniPlatform(engine);
    former = platform.state.signer;
    next = await makeParty(engine, { commonName: '平台', serial: 9 }, platform.root);
    [store, records, files, now] = [memoryPlatformStore(), memoryRecords(), memoryTrustFiles(), NOW];
    announce(1, [former]);
  });

  type Term = Party | readonly [signer: Party, from: string, until: string | null];
  /** Announces signers under a number. A signer alone signs from now on, without an end. */
  const announce = (number: number, terms: readonly Term[]): void => {
    const signers = terms.map((term) => {
      const [{ certificate }, from, until] = 'certificate' in term ? ([term, NOW, null] as const) : term;
      return { certificate: base64.encode(certificate), from, until };
    });
    platform.state.signers = { number, issuedAt: now, nextUpdate: day(30), signers };
  };
  const sync = async (): Promise<AppError | null> => {
    const { problem } = await syncPlatform(platform.settings, {
      ...{ api: platform.api, files, store, records, engine },
      clock: { now: () => new Date(now) },
      registerSize: () => Promise.resolve(0),
      pause: () => Promise.resolve(),
      progress: () => undefined,
    });
    return JSON.parse(problem ?? 'null') as AppError | null;
  };
  const refusalOf = async (): Promise<unknown> => {
    const problem = await sync();
    return problem === null ? null : [problem.code, problem.details?.['list'], problem.details?.['rule']];
  };
  /** Issues every list anew, as of now. */
  const issueAnew = (): void => {
    const { state } = platform;
    const times = { issuedAt: now, nextUpdate: day(30) };
    state.trustList = { ...state.trustList, ...times, number: state.trustList.number + 1 };
    state.policy = { ...state.policy, ...times, number: state.policy.number + 1 };
    state.entry = { ...state.entry, nextUpdate: day(30) };
    state.issuedAt = now;
  };
  const event = (number: number) => publishedEvent({ number, esId: 'A', state: 'active', since: NOW });

  it('is replaced with an overlap, which a client follows without a gap', async () => {
    expect(await sync()).toBeNull();
    const step = async (days: number, signer: Party): Promise<void> => {
      now = day(days);
      platform.state.signer = signer;
      platform.state.events = [...platform.state.events, event(platform.state.events.length + 1)];
      issueAnew();
      await platform.publish(platform.state.entry.number + 1);
      expect(await sync()).toBeNull();
    };
    announce(2, [
      [former, NOW, day(0.6)],
      [next, day(0.2), null],
    ]);
    await step(0.1, former);
    await step(0.3, former);
    await step(0.4, next);
    await step(0.7, next);
    announce(3, [next]);
    await step(0.8, next);
    expect(store.events).toHaveLength(5);
    expect(files.material().signers?.ended).toEqual([base64.encode(former.certificate)]);
  });

  it('is followed by a client that was away for the whole overlap', async () => {
    await sync();
    platform.state.signer = next;
    now = day(0.5);
    announce(4, [next]);
    issueAnew();
    expect(await refusalOf()).toBeNull();
  });

  it.each<[string, () => void, readonly (string | undefined)[]]>([
    [
      'before its time',
      () => announce(2, [former, [next, day(0.5), null]]),
      ['LIST_FORGED', 'trust-list', 'notBegun'],
    ],
    ['unannounced', () => undefined, ['LIST_FORGED', 'trust-list', 'unlisted']],
  ])('signs nothing %s', async (_when, prepare, refusal) => {
    await sync();
    prepare();
    await sync();
    platform.state.signer = next;
    platform.state.trustList = { ...platform.state.trustList, number: 8 };
    expect(await refusalOf()).toEqual(refusal);
  });

  it.each<[string, () => void]>([
    ['its announced end', () => announce(2, [[former, NOW, day(0.1)], next])],
    ['it was taken off the list', () => announce(2, [next])],
  ])('signs nothing after %s, neither a list nor that it goes on', async (_when, end) => {
    await sync();
    platform.state.signer = next;
    end();
    issueAnew();
    expect(await sync()).toBeNull();
    now = day(0.2);
    platform.state.signer = former;
    platform.state.trustList = { ...platform.state.trustList, number: 99 };
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'trust-list', 'ended']);
    announce(3, [former]);
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'platform-signers', 'ended']);
  });

  it('signs nothing once the root has revoked it, and what was accepted before stands', async () => {
    await sync();
    const kept = await policyStatementRecords(records).find('gd');
    await platform.publish(4, [2], 'root');
    platform.state.entry = { ...platform.state.entry, id: 'root' };
    await sync();
    platform.state.trustList = { ...platform.state.trustList, number: 99 };
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'platform-signers', 'revoked']);
    const trust = trustOf(platform.settings, { engine, files }, new Date(now));
    expect(kept === null ? null : keptProfile(kept, trust)?.id).toBe('guangdong');
  });

  it.each<[string, (root: Party) => Promise<Party>, string]>([
    [
      'of another platform under the same root',
      (root) => makeParty(engine, { commonName: '别的平台', serial: 12 }, root),
      'name',
    ],
    [
      'that an unknown root has certified',
      async () =>
        makeParty(
          engine,
          { commonName: '平台', serial: 9 },
          await makeParty(engine, { commonName: '平台根', serial: 5, isAuthority: true }, null),
        ),
      'root',
    ],
    [
      'that has expired',
      (root) => makeParty(engine, { commonName: '平台', serial: 9, notAfter: '2026-11-01T00:00:00Z' }, root),
      'expired',
    ],
  ])('is not replaced by one %s', async (_what, make, rule) => {
    await sync();
    const other = await make(platform.root);
    platform.state.signer = other;
    announce(2, [other]);
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'platform-signers', rule]);
  });

  it('is named by a list that names it, whose number goes up', async () => {
    await sync();
    announce(2, [next]);
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'platform-signers', 'signers']);
    announce(2, [former, [next, day(3), null]]);
    expect(await sync()).toBeNull();
    announce(1, [former]);
    expect((await sync())?.code).toBe('LIST_ROLLED_BACK');
  });

  it('is held to its list by a platform that says later it has none', async () => {
    await sync();
    platform.state.signers = null;
    expect(await sync()).toBeNull();
    platform.state.signer = next;
    platform.state.trustList = { ...platform.state.trustList, number: 8 };
    expect(await refusalOf()).toEqual(['LIST_FORGED', 'trust-list', 'unlisted']);
    now = day(31);
    expect((await sync())?.details).toMatchObject({ list: 'platform-signers' });
  });
});
