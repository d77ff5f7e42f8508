import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import type { SealHistory, SealState } from '../../../shared/model/seal-standing.ts';
import { statusEvent } from '../../seal-life/fixtures/status-event.ts';
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

/** A state, the day from which it acts, and the day of its publication if that is another. */
type Entry = readonly [SealState, string, string?];
const DAY_MS = 86_400_000;

const history = (entries: readonly Entry[], changes: Partial<SealHistory> = {}): SealHistory => ({
  platform: 'sample',
  asOf: '2026-06-30T00:00:00Z',
  lateAfterMs: DAY_MS,
  events: entries.map(([state, day, published = day], index) =>
    statusEvent({
      ...{ state, since: `${day}T00:00:00Z`, number: 100 + index },
      publishedAt: `${published}T00:00:00Z`,
      decidedAt: `${published}T00:00:00Z`,
    }),
  ),
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

  it.each<[string, readonly Entry[], readonly string[], readonly string[]]>([
    [
      'in force when the document was sealed, but published two days later',
      [['suspended', '2026-05-31', '2026-06-04']],
      ['indeterminate', 'SEAL_STATUS_LATE'],
      ['indeterminate', 'SEAL_STATUS_LATE'],
    ],
    [
      'published late, after the seal was used, and restored since',
      [
        ['suspended', '2026-05-31', '2026-06-04'],
        ['active', '2026-06-10'],
      ],
      ['valid', 'SEAL_SUSPENDED_LATE_ENDED'],
      ['valid', 'SEAL_SUSPENDED_LATE_ENDED'],
    ],
    [
      'published late and restored, and cancelled for good later',
      [
        ['suspended', '2026-05-31', '2026-06-04'],
        ['active', '2026-06-10'],
        ['cancelled', '2026-06-20'],
      ],
      ['indeterminate', 'SEAL_CANCELLED_NO_POE'],
      ['valid', 'SEAL_CANCELLED_SINCE'],
    ],
    [
      'an end that is published late',
      [['void', '2026-01-01', '2026-06-20']],
      ['indeterminate', 'SEAL_STATUS_LATE'],
      ['indeterminate', 'SEAL_STATUS_LATE'],
    ],
    [
      'published late, but before the seal was used',
      [['suspended', '2026-05-01', '2026-05-20']],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
    ],
    [
      'published late, and acting only after the seal was used',
      [['suspended', '2026-06-10', '2026-06-20']],
      ['indeterminate', 'SEAL_SUSPENDED_NO_POE'],
      ['valid', 'SEAL_SUSPENDED_SINCE'],
    ],
    [
      'published within the bound',
      [['suspended', '2026-05-31', '2026-06-01']],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
      ['invalid', 'SEAL_SUSPENDED_AT_SIGNING'],
    ],
    [
      'a suspension that a late correction takes back',
      [
        ['suspended', '2026-05-31'],
        ['active', '2026-05-31', '2026-06-20'],
      ],
      ['indeterminate', 'SEAL_STATUS_LATE'],
      ['indeterminate', 'SEAL_STATUS_LATE'],
    ],
    [
      'a suspension that a correction takes back in time',
      [
        ['suspended', '2026-05-31'],
        ['active', '2026-05-31', '2026-06-01'],
      ],
      ['valid'],
      ['valid'],
    ],
  ])('(late) %s', async (_name, entries, withClaim, withStamp) => {
    expect(await summary(claimed, history(entries))).toEqual(withClaim);
    expect(await summary(stamped, history(entries))).toEqual(withStamp);
  });

  it('acts no earlier than the platform received the report, whatever it states', async () => {
    const backDated = statusEvent({
      since: '2026-05-30T00:00:00Z',
      receivedAt: '2026-06-03T00:00:00Z',
      publishedAt: '2026-06-03T01:00:00Z',
      lostSince: '2026-05-30T00:00:00Z',
    });
    const changed = history([], { events: [backDated] });
    const report = await harness.only(stamped, { sealStatus: () => Promise.resolve([changed]) });
    expect([report.verdict, ...report.reasons]).toEqual(['valid', 'SEAL_SUSPENDED_SINCE']);
    expect(report.checks.status.facts).toMatchObject({
      since: '2026-06-03T00:00:00.000Z',
      lostSince: '2026-05-30T00:00:00Z',
    });
  });

  it('is a note while a report of a loss is not decided, and names the claim as one', async () => {
    const claim = statusEvent({
      kind: 'claim',
      state: 'active',
      decidedAt: null,
      receivedAt: '2026-06-03T00:00:00Z',
    });
    const open = history([], { events: [{ ...claim, lostSince: '2026-05-01T00:00:00Z' }] });
    expect(await summary(stamped, open)).toEqual(['valid', 'SEAL_LOSS_CLAIMED']);
    const rejected = statusEvent({ number: 2, state: 'active', since: '2026-06-04T00:00:00Z' });
    expect(await summary(stamped, history([], { events: [claim, rejected] }))).toEqual(['valid']);
  });

  it('was published no earlier than a page that did not have it, and the false statement is named', async () => {
    const pages = { absentAt: '2026-06-01T12:00:00Z', broughtAt: '2026-06-20T00:00:00Z' };
    const lied = statusEvent({ since: '2026-05-31T00:00:00Z', ...pages });
    const report = await harness.only(stamped, {
      sealStatus: () => Promise.resolve([history([], { events: [lied] })]),
    });
    expect([report.verdict, ...report.reasons]).toEqual(['indeterminate', 'SEAL_STATUS_LATE']);
    expect(report.checks.status.facts).toMatchObject({
      publishedAt: '2026-06-20T00:00:00.000Z',
      statedPublication: '2026-05-31T00:00:00Z',
      lateHours: 36,
    });
  });

  it('of versions that recorded no publication counts from the page that brought it', async () => {
    const former = statusEvent({ since: '2026-05-20T00:00:00Z', publishedAt: null, decidedAt: null });
    const broughtAt = (day: string) =>
      history([], { events: [{ ...former, broughtAt: `${day}T00:00:00Z` }] });
    expect(await summary(stamped, broughtAt('2026-05-21'))).toEqual(['invalid', 'SEAL_SUSPENDED_AT_SIGNING']);
    expect(await summary(stamped, broughtAt('2026-05-30'))).toEqual(['invalid', 'SEAL_SUSPENDED_AT_SIGNING']);
    expect(await summary(stamped, broughtAt('2026-06-20'))).toEqual(['indeterminate', 'SEAL_STATUS_LATE']);
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
      decidedAt: '2026-06-20T00:00:00Z',
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
