import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { toHex } from '../../bytes/encodings.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { appendRevision } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makeRevocationList } from '../fixtures/mini-authority.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from '../fixtures/mini-time-stamp.ts';

const harness = await makeHarness();
const { engine, issuing, makerStatements, only, summary, sealedBy } = harness;
const sealed = await sealedBy();
const sealedHash = toHex(engine.sm3(sealed));

/** Makes a platform that knows the sealed file since this day. */
const knownSince = (day: string) => (sm3: string) =>
  Promise.resolve(sm3 === sealedHash ? new Date(`${day}T00:00:00Z`) : null);

const revokedOn = async (day: string) => {
  const revoked = [{ serial: harness.first.serial, revokedAt: new Date(`${day}T00:00:00Z`), reason: 0 }];
  const [rootList = new Uint8Array()] = harness.revocationLists;
  const crls = [rootList, await makeRevocationList(issuing, { revoked })];
  return readTrustStore({
    certificates: [harness.root.certificate, issuing.certificate],
    crls,
    makerStatements,
  });
};

describe('a register that a platform has countersigned', () => {
  it('proves the latest time of the seal', async () => {
    const report = await only(sealed, { existedBy: knownSince('2026-06-05') });
    expect([report.verdict, ...report.reasons]).toEqual(['valid']);
    expect(report.checks.time).toEqual({
      result: 'pass',
      code: 'TIME_COUNTERSIGNED',
      facts: { signedAt: '2026-06-01T00:00:00.000Z', countersignedAt: '2026-06-05T00:00:00.000Z' },
    });
  });

  it('keeps a seal valid whose certificate was revoked after it, and no other', async () => {
    const trust = await revokedOn('2026-06-10');
    expect(await summary(sealed, { trust })).toEqual(['indeterminate', 'REVOKED_NO_POE']);
    expect(await summary(sealed, { trust, existedBy: knownSince('2026-06-05') })).toEqual([
      'valid',
      'REVOKED_SINCE',
    ]);
    expect(await summary(sealed, { trust, existedBy: knownSince('2026-06-15') })).toEqual([
      'indeterminate',
      'REVOKED_NO_POE',
    ]);
  });

  it('knows the file as it was when it was sealed, whatever was added since', async () => {
    const extended = appendRevision(sealed, {});
    const { checks } = await only(extended, { existedBy: knownSince('2026-06-05') });
    expect(checks.time.code).toBe('TIME_COUNTERSIGNED');
  });

  it('overrides a claim that it contradicts', async () => {
    const { checks } = await only(sealed, { existedBy: knownSince('2025-12-01') });
    expect(checks.certificate.code).toBe('NOT_YET_VALID');
  });

  it('counts if the claim lies in the future', async () => {
    const now = new Date('2026-05-20T00:00:00Z');
    expect((await only(sealed, { now })).checks.time.code).toBe('TIME_IN_FUTURE');
    const { checks } = await only(sealed, { now, existedBy: knownSince('2026-05-19') });
    expect(checks.time.code).toBe('TIME_COUNTERSIGNED');
  });

  it('is not asked if a time stamp proves the time', async () => {
    const authority = await makeTimeStampAuthority(engine, issuing);
    const stamped = await sealedBy({
      timeStamp: (over) => makeTimeStampToken(engine, { authority, issuer: issuing, over }),
    });
    const existedBy = () => Promise.reject(new Error('not asked'));
    expect((await only(stamped, { existedBy })).checks.time.code).toBe('TIME_PROVEN');
  });

  it('proves nothing if it cannot be read', async () => {
    const existedBy = () => Promise.reject(new CodedError('STORE_DAMAGED'));
    expect((await only(sealed, { existedBy })).checks.time.code).toBe('TIME_CLAIMED_ONLY');
  });
});
