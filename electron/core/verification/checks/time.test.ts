import { describe, expect, it } from 'vitest';
import { writeElement } from '../../asn1/der-writer.ts';
import { DIGEST_OID, EXTENDED_USAGE_OID, TAG } from '../../asn1/identifiers.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness, type Circumstances } from '../fixtures/harness.ts';
import { makeParty, makeRevocationList } from '../fixtures/mini-authority.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
  purposesExtension,
  type TimeStampPlan,
} from '../fixtures/mini-time-stamp.ts';

const harness = await makeHarness();
const { engine, issuing, only, summary, sealedBy } = harness;
const authority = await makeTimeStampAuthority(engine, issuing);
const [rootList = new Uint8Array()] = harness.revocationLists;

const stampedBy = (changes: Partial<TimeStampPlan> = {}, party = harness.first): Promise<Uint8Array> =>
  sealedBy({
    signer: party,
    timeStamp: (over) => makeTimeStampToken(engine, { authority, issuer: issuing, over, ...changes }),
  });

const revoking = async (
  serial: Uint8Array,
  revokedAt: string,
  reason: number,
  now = '2026-07-01T00:00:00Z',
): Promise<Circumstances> => {
  const revoked = [{ serial, revokedAt: new Date(revokedAt), reason }];
  const crls = [rootList, await makeRevocationList(issuing, { revoked })];
  const certificates = [harness.root.certificate, issuing.certificate];
  return {
    trust: readTrustStore({ certificates, crls, makerStatements: harness.makerStatements }),
    now: new Date(now),
  };
};

describe('a time stamp over the signature', () => {
  it.each<[string, Partial<TimeStampPlan>]>([
    ['as RFC 3161 has it', {}],
    ['with SHA-256', { digest: DIGEST_OID.sha256 }],
    ['in the syntax of GM/T 0010', { isGm: true }],
    ['in the syntax of GM/T 0010, without attributes', { isGm: true, withoutAttributes: true }],
  ])('proves the time, %s', async (_name, changes) => {
    const report = await only(await stampedBy(changes));
    expect([report.verdict, ...report.reasons]).toEqual(['valid']);
    expect(report.checks.time).toEqual({
      result: 'pass',
      code: 'TIME_PROVEN',
      facts: {
        signedAt: '2026-06-01T00:00:00.000Z',
        stampedAt: '2026-06-01T00:01:00.000Z',
        authority: 'CN=样例时间戳机构,C=CN',
      },
    });
  });

  it('may come from an authority whose certificate is in the trust folder alone', async () => {
    const certificates = [harness.root, issuing, authority].map(({ certificate }) => certificate);
    const trust = readTrustStore({ certificates, crls: harness.revocationLists });
    const sealed = await stampedBy({ withoutCertificate: true });
    expect((await only(sealed, { trust })).checks.time.code).toBe('TIME_PROVEN');
    expect((await only(sealed)).checks.time).toMatchObject({
      code: 'TIME_STAMP_UNPROVEN',
      facts: { rule: 'certificate' },
    });
  });

  it.each<[string, Partial<TimeStampPlan>, string]>([
    ['another signature', { over: new Uint8Array(70) }, 'imprint'],
    [
      'that names another certificate',
      { namedCertificate: harness.second.certificate },
      'signingCertificate',
    ],
    ['signed with another key', { authority: { ...authority, sign: harness.second.sign } }, 'signature'],
  ])('of %s makes the signature invalid', async (_name, changes, rule) => {
    const report = await only(await stampedBy(changes));
    expect([report.verdict, ...report.reasons]).toEqual(['invalid', 'TIME_STAMP_INVALID']);
    expect(report.checks.time.facts?.rule).toBe(rule);
  });

  it.each<[string, (token: Uint8Array) => Uint8Array]>([
    ['no DER', () => Uint8Array.of(1, 2, 3)],
    ['something else in DER', () => writeElement(TAG.sequence, writeElement(TAG.null))],
    ['cut short', (token) => token.slice(0, -1)],
    ['longer than itself', (token) => Uint8Array.of(...token, 0)],
  ])('that is %s leaves the time open', async (_name, damage) => {
    const sealed = await sealedBy({
      timeStamp: async (over) =>
        damage(await makeTimeStampToken(engine, { authority, issuer: issuing, over })),
    });
    expect(await summary(sealed)).toEqual(['indeterminate', 'TIME_STAMP_INVALID']);
  });

  it.each<[string, Partial<TimeStampPlan>]>([
    ['two signers', { signers: 2 }],
    ['no signer', { signers: 0 }],
    [
      'members in disorder',
      { more: [writeElement(TAG.boolean, Uint8Array.of(0xff)), writeElement(TAG.sequence)] },
    ],
  ])('is not read with %s', async (_name, changes) => {
    expect(await summary(await stampedBy(changes))).toEqual(['indeterminate', 'TIME_STAMP_INVALID']);
  });
});

describe('an authority that proves nothing', () => {
  const unproven = async (
    changes: Partial<TimeStampPlan>,
    circumstances?: Circumstances,
  ): Promise<unknown> => {
    const report = await only(await stampedBy(changes), circumstances);
    expect([report.verdict, ...report.reasons]).toEqual(['valid', 'TIME_STAMP_UNPROVEN']);
    return report.checks.time.facts?.rule;
  };

  it('is unknown here', async () => {
    const stranger = await makeParty(engine, { commonName: '他处根', serial: 1, isAuthority: true }, null);
    const elsewhere = await makeTimeStampAuthority(engine, stranger);
    expect(await unproven({ authority: elsewhere, issuer: stranger })).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it.each([
    ['is for other uses too', purposesExtension(true, EXTENDED_USAGE_OID.timeStamping, '1.3.6.1.5.5.7.3.4')],
    ['does not insist on its use', purposesExtension(false, EXTENDED_USAGE_OID.timeStamping)],
    ['is for something else', purposesExtension(true, '1.3.6.1.5.5.7.3.4')],
  ])('%s', async (_name, extension) => {
    const other = await makeTimeStampAuthority(engine, issuing, { extensions: [extension] });
    expect(await unproven({ authority: other })).toBe('extendedKeyUsage');
  });

  it.each([
    ['had expired', { notAfter: '2026-05-31T00:00:00Z' }, 'expired'],
    ['was not yet valid', { notBefore: '2026-06-02T00:00:00Z' }, 'notYetValid'],
  ])('%s', async (_name, plan, rule) => {
    const other = await makeTimeStampAuthority(engine, issuing, plan);
    expect(await unproven({ authority: other })).toBe(rule);
  });

  it('names no certificate in the signed bytes', async () => {
    expect(await unproven({ namedCertificate: null })).toBe('signingCertificate');
  });

  it.each([
    ['before', '2026-05-01T00:00:00Z', 4, 'TIME_STAMP_UNPROVEN'],
    ['since, its key compromised', '2026-06-10T00:00:00Z', 1, 'TIME_STAMP_UNPROVEN'],
    ['since, for no reason given', '2026-06-10T00:00:00Z', 0, 'TIME_STAMP_UNPROVEN'],
    ['since, superseded: it still proves', '2026-06-10T00:00:00Z', 4, 'TIME_PROVEN'],
  ])('was revoked %s', async (_name, at, reason, code) => {
    const circumstances = await revoking(authority.serial, at, reason);
    expect((await only(await stampedBy(), circumstances)).checks.time.code).toBe(code);
  });
});

describe('a proven time', () => {
  it('keeps a seal valid whose certificate was revoked later', async () => {
    const sealed = await stampedBy();
    const later = await revoking(harness.first.serial, '2026-06-10T00:00:00Z', 1);
    expect(await summary(sealed, later)).toEqual(['valid', 'REVOKED_SINCE']);
    expect(await summary(await sealedBy(), later)).toEqual(['indeterminate', 'REVOKED_NO_POE']);
  });

  it('keeps a seal valid whose maker was revoked later', async () => {
    const later = await revoking(harness.maker.serial, '2026-06-10T00:00:00Z', 0);
    expect(await summary(await stampedBy(), later)).toEqual(['valid', 'SEAL_MAKER_REVOKED']);
  });

  it('says nothing of a revocation between signing and stamping', async () => {
    const sealed = await stampedBy({ stampedAt: '2026-06-12T00:00:00Z' });
    const between = await revoking(harness.first.serial, '2026-06-10T00:00:00Z', 0);
    expect(await summary(sealed, between)).toEqual(['indeterminate', 'REVOKED_NO_POE']);
  });

  it('counts at its latest if the token admits an error', async () => {
    const twoDays = writeElement(TAG.sequence, writeElement(TAG.integer, Uint8Array.of(2, 0xa3, 0)));
    const later = await revoking(harness.first.serial, '2026-06-02T00:00:00Z', 0);
    expect(await summary(await stampedBy(), later)).toEqual(['valid', 'REVOKED_SINCE']);
    expect(await summary(await stampedBy({ more: [twoDays] }), later)).toEqual([
      'indeterminate',
      'REVOKED_NO_POE',
    ]);
  });

  it('leaves no note about an expiry since then', async () => {
    const plan = { commonName: '样例丙方', serial: 40, notAfter: '2026-06-15T00:00:00Z' };
    const signer = await makeParty(engine, plan, issuing);
    expect(await summary(await stampedBy({}, signer))).toEqual(['valid']);
    const late = await stampedBy({ stampedAt: '2026-06-20T00:00:00Z' }, signer);
    expect(await summary(late)).toEqual(['valid', 'OUT_OF_BOUNDS_NO_POE']);
  });

  it('overrides a claim that it contradicts', async () => {
    const plan = { commonName: '样例丙方', serial: 40, notBefore: '2026-05-25T00:00:00Z' };
    const signer = await makeParty(engine, plan, issuing);
    const sealed = await stampedBy({ stampedAt: '2026-05-20T00:00:00Z' }, signer);
    expect(await summary(sealed)).toEqual(['invalid', 'NOT_YET_VALID']);
  });

  it('does not exist if the claim lies in the future and the stamp cannot be relied on', async () => {
    const now = new Date('2026-05-30T00:00:00Z');
    const other = await makeTimeStampAuthority(engine, issuing, { extensions: [] });
    const sealed = await stampedBy({ authority: other, stampedAt: '2026-05-01T00:00:00Z' });
    expect(await summary(sealed, { now })).toEqual(['indeterminate', 'TIME_IN_FUTURE']);
  });

  it('lies in the future if the clock is behind', async () => {
    const now = new Date('2026-06-01T00:00:00Z');
    expect(await summary(await stampedBy({ stampedAt: '2026-06-02T00:00:00Z' }), { now })).toEqual([
      'indeterminate',
      'TIME_IN_FUTURE',
    ]);
  });
});
