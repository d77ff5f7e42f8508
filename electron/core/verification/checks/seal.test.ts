import { describe, expect, it } from 'vitest';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makeParty } from '../fixtures/mini-authority.ts';
import { sealContent } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { engine, summary, sealedBy } = harness;

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

  it.each([
    ['names the maker', [harness.maker], ['valid']],
    ['names other makers', [harness.second], ['indeterminate', 'SEAL_MAKER_UNTRUSTED']],
    ['names nobody', [], ['indeterminate', 'SEAL_MAKER_UNTRUSTED']],
  ])(
    'made by a trusted authority’s client is judged by the trust list, which %s',
    async (_name, makers, outcome) => {
      const authorities = [harness.root.certificate, harness.issuing.certificate];
      const list = { authorities, makers: makers.map(({ certificate }) => certificate) };
      const trust = (makerLists: readonly (typeof list)[]) =>
        readTrustStore({ certificates: authorities, crls: harness.revocationLists, makerLists });
      const sealed = await sealedBy();
      expect(await summary(sealed, { trust: trust([list]) })).toEqual(outcome);
      const elsewhere = { authorities: [harness.first.certificate], makers: [] };
      expect(await summary(sealed, { trust: trust([elsewhere]) })).toEqual(['valid']);
      expect(await summary(sealed, { trust: trust([list, elsewhere]) })).toEqual(outcome);
    },
  );
});
