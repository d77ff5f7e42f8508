import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import type { SealHistory, SealState } from '../../../shared/model/seal-standing.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from '../fixtures/mini-time-stamp.ts';

const harness = await makeHarness();
const authority = await makeTimeStampAuthority(harness.engine, harness.issuing);

/** The signature claims 1 June; a stamp, if there is one, is of the given day. */
const claimed = await harness.sealedBy();
const stampedOn = (day: string): Promise<Uint8Array> =>
  harness.sealedBy({
    timeStamp: (over) =>
      makeTimeStampToken(harness.engine, {
        authority,
        issuer: harness.issuing,
        over,
        stampedAt: `${day}T00:00:00Z`,
      }),
  });
const stamped = await stampedOn('2026-06-02');

type Entry = readonly [SealState, string];

const history = (entries: readonly Entry[], changes: Partial<SealHistory> = {}): SealHistory => ({
  platform: 'sample',
  asOf: '2026-06-30T00:00:00Z',
  events: entries.map(([state, day], index) => ({
    esId: 'SAMPLE0001',
    state,
    since: `${day}T00:00:00Z`,
    reason: null,
    replacedBy: null,
    number: 100 + index,
  })),
  ...changes,
});

const summary = (file: Uint8Array, ...histories: readonly SealHistory[]): Promise<readonly string[]> =>
  harness.summary(file, { sealStatus: () => Promise.resolve(histories) });

describe('the status that a platform publishes of a seal', () => {
  it.each<[string, readonly Entry[], readonly string[], readonly string[]]>([
    ['active', [['active', '2026-02-01']], ['valid'], ['valid']],
    [
      'suspended before it was used',
      [['suspended', '2026-05-20']],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
    ],
    [
      'cancelled before it was used',
      [['cancelled', '2026-05-20']],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
    ],
    [
      'void before it was used',
      [['void', '2026-05-20']],
      ['invalid', 'SEAL_VOID_AT_SIGNING'],
      ['invalid', 'SEAL_VOID_AT_SIGNING'],
    ],
    [
      'cancelled after it was used',
      [['cancelled', '2026-06-20']],
      ['indeterminate', 'SEAL_CANCELLED_NO_POE'],
      ['valid', 'SEAL_CANCELLED_SINCE'],
    ],
    [
      'replaced after it was used',
      [['replaced', '2026-06-20']],
      ['indeterminate', 'SEAL_REPLACED_NO_POE'],
      ['valid', 'SEAL_REPLACED_SINCE'],
    ],
    [
      'suspended after it was used',
      [['suspended', '2026-06-20']],
      ['indeterminate', 'SEAL_SUSPENDED_NO_POE'],
      ['valid', 'SEAL_SUSPENDED_SINCE'],
    ],
    [
      'suspended and restored before it was used',
      [
        ['suspended', '2026-05-01'],
        ['active', '2026-05-20'],
      ],
      ['valid'],
      ['valid'],
    ],
    [
      'suspended while it was used, and restored since',
      [
        ['suspended', '2026-05-20'],
        ['active', '2026-06-20'],
      ],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
    ],
    [
      'suspended after it was used, and restored since',
      [
        ['suspended', '2026-06-10'],
        ['active', '2026-06-20'],
      ],
      ['valid', 'SEAL_SUSPENDED_MEANWHILE'],
      ['valid'],
    ],
    [
      'suspended, and cancelled later',
      [
        ['suspended', '2026-06-10'],
        ['cancelled', '2026-06-20'],
      ],
      ['indeterminate', 'SEAL_CANCELLED_NO_POE'],
      ['valid', 'SEAL_CANCELLED_SINCE'],
    ],
    [
      'cancelled with effect from a day before it was used, as published later',
      [
        ['active', '2026-02-01'],
        ['cancelled', '2026-05-01'],
      ],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
    ],
    [
      'cancelled, which no restoration takes back',
      [
        ['cancelled', '2026-05-01'],
        ['active', '2026-05-02'],
      ],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
      ['invalid', 'SEAL_CANCELLED_AT_SIGNING'],
    ],
    ['to be cancelled next month', [['cancelled', '2026-08-01']], ['valid'], ['valid']],
  ])('%s', async (_name, entries, withClaim, withStamp) => {
    expect(await summary(claimed, history(entries))).toEqual(withClaim);
    expect(await summary(stamped, history(entries))).toEqual(withStamp);
  });

  it('names its time, its reason and the replacing seal', async () => {
    const [event] = history([['replaced', '2026-06-20']]).events;
    const published = { ...event, reason: '法定代表人变更', replacedBy: 'SAMPLE0002' };
    const changed = history([], { events: [published as SealHistory['events'][number]] });
    const report = await harness.only(stamped, { sealStatus: () => Promise.resolve([changed]) });
    expect(report.checks.status.facts).toEqual({
      since: '2026-06-20T00:00:00Z',
      statusReason: '法定代表人变更',
      replacedBy: 'SAMPLE0002',
      statusAsOf: '2026-06-30T00:00:00Z',
      platform: 'sample',
    });
  });

  it('is not proven to be earlier if the stamp came while the seal was suspended', async () => {
    const suspended = ['suspended', '2026-06-10'] as const;
    const late = await stampedOn('2026-06-15');
    expect(await summary(late, history([suspended]))).toEqual(['indeterminate', 'SEAL_SUSPENDED_NO_POE']);
    const cancelled = ['cancelled', '2026-06-20'] as const;
    expect(await summary(late, history([suspended, cancelled]))).toEqual([
      'indeterminate',
      'SEAL_CANCELLED_NO_POE',
    ]);
    expect(await summary(late, history([suspended, ['active', '2026-06-16'], cancelled]))).toEqual([
      'valid',
      'SEAL_CANCELLED_SINCE',
    ]);
    expect(await summary(late, history([suspended, ['active', '2026-06-20']]))).toEqual([
      'valid',
      'SEAL_SUSPENDED_MEANWHILE',
    ]);
  });

  it('of one platform is not taken back by another', async () => {
    const other = history([['active', '2026-02-01']], { platform: 'other' });
    expect(await summary(claimed, other, history([['void', '2026-05-01']]), other)).toEqual([
      'invalid',
      'SEAL_VOID_AT_SIGNING',
    ]);
  });

  it('leaves a seal open if the feed is older than the policy allows', async () => {
    const known = () => Promise.resolve([history([['active', '2026-02-01']])]);
    const day = 24 * 3600_000;
    expect(await harness.summary(stamped, { sealStatus: known, listAgeLimitMs: 400 * day })).toEqual([
      'valid',
    ]);
    expect(
      (await harness.only(stamped, { sealStatus: known, listAgeLimitMs: day / 2 })).checks.status,
    ).toEqual({
      result: 'unknown',
      code: 'SEAL_STATUS_STALE',
      facts: { statusAsOf: '2026-06-30T00:00:00Z', platform: 'sample' },
    });
  });

  it('leaves a seal open if it cannot be read', async () => {
    const sealStatus = () => Promise.reject(new CodedError('STORE_DAMAGED'));
    expect(await harness.summary(stamped, { sealStatus })).toEqual([
      'indeterminate',
      'SEAL_STATUS_UNAVAILABLE',
    ]);
  });

  it('is asked for by the esID of the seal', async () => {
    const asked: string[] = [];
    const sealStatus = (esId: string) => Promise.resolve((asked.push(esId), []));
    expect((await harness.only(stamped, { sealStatus })).checks.status).toEqual({
      result: 'skipped',
      code: 'NOT_CHECKED',
    });
    expect(asked).toEqual(['SAMPLE0001']);
  });
});
