import { describe, expect, it } from 'vitest';
import { readTrustStore } from '../../x509/trust-store.ts';
import { EXTENDED_USAGE_OID } from '../../asn1/identifiers.ts';
import { basicConstraintsExtension, keyUsageExtension } from '../../x509/extensions.ts';
import { toHex } from '../../bytes/encodings.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makeParty } from '../fixtures/mini-authority.ts';
import { purposesExtension } from '../fixtures/mini-time-stamp.ts';
import { makerListOf, sealContent } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { engine, summary, sealedBy } = harness;

const [ofNobody, newerOfNobody, byIssuing, byMaker] = await Promise.all([
  makerListOf(harness.root, []),
  makerListOf(harness.root, [], 2),
  makerListOf(harness.issuing, [harness.maker]),
  makerListOf(harness.maker, [harness.maker]),
]);

describe('a seal', () => {
  it('is refused if it lists another certificate', async () => {
    const content = sealContent(harness.second);
    expect(await summary(await sealedBy({ content }))).toEqual(['invalid', 'SEAL_CERTIFICATE_MISMATCH']);
  });

  it('may list the certificate by its SM3 digest', async () => {
    const digests = [{ type: 'SM3', value: engine.sm3(harness.first.certificate) }];
    const content = sealContent(harness.first, { certificateList: { kind: 'digests', digests } });
    expect(await summary(await sealedBy({ content }))).toEqual(['valid']);
  });

  it.each([
    ['2026-01-15T00:00:00Z', 'SEAL_NOT_YET_VALID_AT_SIGNING', new Date('2026-07-01T00:00:00Z')],
    ['2029-03-01T00:00:00Z', 'SEAL_EXPIRED_AT_SIGNING', new Date('2029-03-02T00:00:00Z')],
  ])('used at %s is judged: %s', async (signedAt, code, now) => {
    expect((await summary(await sealedBy({ signedAt }), { now })).slice(0, 2)).toEqual(['invalid', code]);
  });

  it('leaves a note if it has expired since', async () => {
    const content = sealContent(harness.first, { validTo: new Date('2026-06-02T00:00:00Z') });
    expect(await summary(await sealedBy({ content }))).toEqual(['valid', 'SEAL_EXPIRED_SINCE']);
  });

  it('is unknown if its signer made it, with a certificate for documents', async () => {
    const plan = { signer: harness.second, maker: harness.second };
    expect(await summary(await sealedBy(plan))).toEqual(['indeterminate', 'SEAL_MAKER_UNTRUSTED']);
  });

  it('is unknown if nobody vouches for its maker', async () => {
    const maker = await makeParty(engine, { commonName: '无名制章者', serial: 9 }, null);
    expect(await summary(await sealedBy({ maker }))).toEqual(['indeterminate', 'SEAL_MAKER_UNTRUSTED']);
  });

  const authorities = [harness.root.certificate, harness.issuing.certificate];
  const trustWith = (lists: Partial<Parameters<typeof readTrustStore>[0]>) =>
    readTrustStore({ certificates: authorities, crls: harness.revocationLists, ...lists });
  const reportOf = async (lists: Parameters<typeof trustWith>[0], plan = {}) =>
    (await harness.only(await sealedBy(plan), { trust: trustWith(lists) })).checks.seal;

  it.each([
    ['names the maker', [harness.maker], 'OK'],
    ['names other makers', [harness.second], 'SEAL_MAKER_UNLISTED'],
    ['names nobody', [], 'SEAL_MAKER_UNLISTED'],
  ])('is judged by the trust list of a platform, which %s', async (_name, makers, code) => {
    const list = { authorities, makers: makers.map(({ certificate }) => certificate) };
    const elsewhere = { authorities: [harness.first.certificate], makers: [] };
    expect((await reportOf({ makerLists: [list] })).code).toBe(code);
    expect((await reportOf({ makerLists: [list, elsewhere] })).code).toBe(code);
  });

  it.each([
    ['without any list', {}, 'noList'],
    [
      'with a list for another authority',
      { makerLists: [{ authorities: [harness.first.certificate], makers: [harness.maker.certificate] }] },
      'noList',
    ],
    ['with the list of a root that names others', { makerStatements: [ofNobody] }, 'notListed'],
    [
      'with a newer list of the root that names others',
      { makerStatements: [...harness.makerStatements, newerOfNobody] },
      'notListed',
    ],
    ['with a list that an authority below the root has signed', { makerStatements: [byIssuing] }, 'noList'],
    ['with a list that the maker has signed', { makerStatements: [byMaker] }, 'noList'],
    [
      'that a platform has withdrawn',
      { makerStatements: harness.makerStatements, withdrawn: [harness.maker.certificate] },
      'notListed',
    ],
  ])('is unknown by a maker %s', async (_name, lists, rule) => {
    const facts = { subject: 'CN=样例制章者,C=CN', rule };
    expect(await reportOf(lists)).toEqual({ result: 'unknown', code: 'SEAL_MAKER_UNLISTED', facts });
  });

  it('is judged by the list of an administrator once a person has confirmed the signer', async () => {
    const administrator = await makeParty(engine, { commonName: '样例管理员', serial: 12 }, harness.issuing);
    const makerStatements = [await makerListOf(administrator, [harness.maker])];
    const fingerprint = toHex(engine.sm3(administrator.certificate));
    expect(await reportOf({ makerStatements })).toMatchObject({ facts: { rule: 'noList' } });
    expect((await reportOf({ makerStatements, makerSigners: [fingerprint] })).code).toBe('OK');
    const others = { makerStatements: [await makerListOf(administrator, [])], makerSigners: [fingerprint] };
    expect(await reportOf(others)).toMatchObject({ facts: { rule: 'notListed' } });
  });

  it('of one company by the certificate of another is unknown', async () => {
    expect(await summary(await sealedBy({ maker: harness.second }))).toEqual([
      'indeterminate',
      'SEAL_MAKER_UNLISTED',
    ]);
  });

  it('by a listed maker counts no more once its list was changed', async () => {
    const [statement] = harness.makerStatements;
    if (statement === undefined) throw new Error('a list expected');
    const altered = { ...statement, payload: statement.payload.replace(/^./, 'f') };
    expect((await reportOf({ makerStatements: [altered] })).code).toBe('SEAL_MAKER_UNLISTED');
  });

  it('by a listed maker is refused if the certificate is for time stamps', async () => {
    const extensions = [
      basicConstraintsExtension({ isAuthority: false, pathLength: null }),
      keyUsageExtension('digitalSignature'),
      purposesExtension(true, EXTENDED_USAGE_OID.timeStamping),
    ];
    const maker = await makeParty(engine, { commonName: '时间戳', serial: 11, extensions }, harness.issuing);
    const makerStatements = [await makerListOf(harness.root, [maker])];
    expect(await reportOf({ makerStatements }, { maker })).toMatchObject({
      code: 'SEAL_MAKER_CERTIFICATE_INVALID',
      facts: { rule: 'extendedKeyUsage' },
    });
  });

  it('by its signer’s key is unknown even if a list names another certificate of that key', async () => {
    const plan = { commonName: '样例乙方', serial: 5, organisation: '样例' };
    const maker = await makeParty(engine, plan, harness.issuing);
    const makerStatements = [await makerListOf(harness.root, [maker])];
    expect(await reportOf({ makerStatements }, { signer: harness.second, maker })).toMatchObject({
      code: 'SEAL_MAKER_UNTRUSTED',
      facts: { rule: 'selfMade' },
    });
  });
});
