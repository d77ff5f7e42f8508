import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { decodeCertificate } from '../../x509/certificate.ts';
import { decodeRevocationList } from '../../x509/revocation-list.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness, type Circumstances } from '../fixtures/harness.ts';
import { makeRevocationList } from '../fixtures/mini-authority.ts';

const harness = await makeHarness();
const { summary, sealedBy, makerStatements } = harness;
const sealed = await sealedBy();

describe('the revocation check', () => {
  const withLists = (...crls: readonly Uint8Array[]): Circumstances => ({
    trust: readTrustStore({
      certificates: [harness.root.certificate, harness.issuing.certificate],
      crls,
      makerStatements,
    }),
  });
  const [rootList = new Uint8Array()] = harness.revocationLists;
  const revoking = (serial: Uint8Array, revokedAt: string, reason = 0): Promise<Uint8Array> =>
    makeRevocationList(harness.issuing, { revoked: [{ serial, revokedAt: new Date(revokedAt), reason }] });

  it.each([
    ['the signer before signing', harness.first.serial, '2026-05-01T00:00:00Z', 'invalid', 'REVOKED'],
    [
      'the signer after signing',
      harness.first.serial,
      '2026-06-10T00:00:00Z',
      'indeterminate',
      'REVOKED_NO_POE',
    ],
    [
      'the maker before signing',
      harness.maker.serial,
      '2026-05-01T00:00:00Z',
      'invalid',
      'SEAL_MAKER_REVOKED',
    ],
    [
      'the maker after signing',
      harness.maker.serial,
      '2026-06-10T00:00:00Z',
      'indeterminate',
      'SEAL_MAKER_REVOKED',
    ],
    ['somebody else', harness.second.serial, '2026-05-01T00:00:00Z', 'valid', undefined],
  ])('judges the revocation of %s', async (_name, serial, revokedAt, verdict, code) => {
    const trust = withLists(rootList, await revoking(serial, revokedAt));
    expect(await summary(sealed, trust)).toEqual(code === undefined ? [verdict] : [verdict, code]);
  });

  describe('of a revocation whose date is before a list that lacks it', () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    const { serial, certificate } = harness.first;
    const { serial: signer } = decodeCertificate(certificate);
    const dated = (revokedAt: string, thisUpdate: string, more: { readonly invalidSince?: Date } = {}) =>
      makeRevocationList(harness.issuing, {
        revoked: [{ serial, revokedAt: day(revokedAt), reason: 0, ...more }],
        thisUpdate: day(thisUpdate),
      });
    const lacking = (thisUpdate: string) =>
      makeRevocationList(harness.issuing, { thisUpdate: day(thisUpdate) });
    const noted = (revokedAt: string, knownFrom: string): Circumstances => ({
      lateRevocations: (_issuer, asked) =>
        Promise.resolve(
          asked === signer
            ? [{ revokedAt: day(revokedAt), lackedAt: day('2026-06-09'), knownFrom: day(knownFrom) }]
            : [],
        ),
    });

    it('is not invalid if the list came after the document and more than a day after the date', async () => {
      const trust = withLists(rootList, await lacking('2026-06-03'), await dated('2026-05-31', '2026-06-20'));
      expect(await summary(sealed, trust)).toEqual(['indeterminate', 'REVOCATION_LATE']);
      const { facts } = (await harness.only(sealed, trust)).checks.revocation;
      expect(facts).toMatchObject({ publishedAt: '2026-06-20T00:00:00.000Z', lateHours: 480 });
    });

    it('is invalid if the list is within a day of the date, or if the document came after the list', async () => {
      const soon = withLists(rootList, await lacking('2026-06-01'), await dated('2026-05-31', '2026-06-20'));
      expect(await summary(sealed, soon)).toEqual(['invalid', 'REVOKED']);
      const before = withLists(
        rootList,
        await lacking('2026-05-20'),
        await dated('2026-05-10', '2026-05-25'),
      );
      expect(await summary(sealed, before)).toEqual(['invalid', 'REVOKED']);
    });

    it('rests on what former synchronisations noted of this very date', async () => {
      const trust = withLists(rootList, await dated('2026-05-31', '2026-06-20'));
      expect(await summary(sealed, { ...trust, ...noted('2026-05-31', '2026-06-10') })).toEqual([
        'indeterminate',
        'REVOCATION_LATE',
      ]);
      expect(await summary(sealed, { ...trust, ...noted('2026-05-30', '2026-06-10') })).toEqual([
        'invalid',
        'REVOKED',
      ]);
    });

    it('is not moved by invalidityDate, which is named', async () => {
      const invalidity = { invalidSince: day('2026-05-01') };
      const trust = withLists(rootList, await dated('2026-06-10', '2026-06-20', invalidity));
      expect(await summary(sealed, trust)).toEqual(['indeterminate', 'REVOKED_NO_POE']);
      const { facts } = (await harness.only(sealed, trust)).checks.revocation;
      expect(facts).toMatchObject({ invalidSince: '2026-05-01T00:00:00.000Z' });
    });
  });

  it('is as fresh as the oldest list', async () => {
    const { facts } = (await harness.only(sealed)).checks.revocation;
    expect(facts?.listIssuedAt).toBe('2026-01-02T00:00:00.000Z');
    const renewed = await makeRevocationList(harness.issuing, {
      thisUpdate: new Date('2026-06-20T00:00:00Z'),
    });
    const report = await harness.only(sealed, withLists(rootList, renewed));
    expect(report.checks.revocation.facts?.listIssuedAt).toBe('2026-01-02T00:00:00.000Z');
  });

  it('is unknown without a list', async () => {
    expect(await summary(sealed, withLists(rootList))).toEqual(['indeterminate', 'NO_REVOCATION_DATA']);
  });

  it('is unknown if the list is out of date', async () => {
    const stale = await makeRevocationList(harness.issuing, { nextUpdate: new Date('2026-06-30T00:00:00Z') });
    expect(await summary(sealed, withLists(rootList, stale))).toEqual(['indeterminate', 'TRY_LATER']);
  });

  it('is unknown if somebody else signed the list', async () => {
    const { sign } = harness.first;
    const forged = await makeRevocationList({ ...harness.issuing, sign });
    expect(await summary(sealed, withLists(rootList, forged))).toEqual([
      'indeterminate',
      'REVOCATION_LIST_INVALID',
    ]);
  });

  it('is unknown if the list is older than the policy allows', async () => {
    const day = 24 * 3600_000;
    expect(await summary(sealed, { listAgeLimitMs: 7 * day })).toEqual(['indeterminate', 'TRY_LATER']);
    expect(await summary(sealed, { listAgeLimitMs: 200 * day })).toEqual(['valid']);
    const listConfirmedAt = () => new Date('2026-06-29T00:00:00Z');
    expect(await summary(sealed, { listAgeLimitMs: 7 * day, listConfirmedAt })).toEqual(['valid']);
    expect(await summary(sealed, { listAgeLimitMs: day, listConfirmedAt })).toEqual([
      'indeterminate',
      'TRY_LATER',
    ]);
  });
});

describe('a certificate that has expired since', () => {
  const now = new Date('2031-01-01T00:00:00Z');
  const late = { thisUpdate: new Date('2030-12-01T00:00:00Z'), nextUpdate: new Date('2031-02-01T00:00:00Z') };
  const last = { thisUpdate: new Date('2029-12-20T00:00:00Z'), nextUpdate: new Date('2030-01-20T00:00:00Z') };
  const listsOf = async (times: typeof late): Promise<readonly Uint8Array[]> => [
    await makeRevocationList(harness.root, times),
    await makeRevocationList(harness.issuing, times),
  ];
  const certificates = [harness.root.certificate, harness.issuing.certificate];

  it('is judged by the archived lists of its last day', async () => {
    const trust = readTrustStore({ certificates, crls: await listsOf(late), makerStatements });
    const archive = (await listsOf(last)).map(decodeRevocationList);
    const asked: string[] = [];
    const archivedLists = (issuer: Uint8Array, at: Date) => {
      asked.push(`${latin1Text(issuer).length} ${at.toISOString()}`);
      return Promise.resolve(archive);
    };
    const circumstances = { now, trust, listAgeLimitMs: 24 * 3600_000 };
    expect((await summary(sealed, circumstances)).slice(0, 2)).toEqual([
      'indeterminate',
      'REVOCATION_LIST_TOO_LATE',
    ]);
    expect(await summary(sealed, { ...circumstances, archivedLists })).toEqual([
      'valid',
      'SEAL_EXPIRED_SINCE',
      'OUT_OF_BOUNDS_NO_POE',
    ]);
    expect(new Set(asked)).toHaveLength(2);
    expect(asked[0]).toContain('2030-01-01T00:00:00.000Z');
  });

  it('stays open if the archive cannot be read', async () => {
    const trust = readTrustStore({ certificates, crls: await listsOf(late), makerStatements });
    const archivedLists = () => Promise.reject(new CodedError('STORE_DAMAGED'));
    expect(await summary(sealed, { now, trust, archivedLists })).toContain('REVOCATION_LIST_TOO_LATE');
  });
});
