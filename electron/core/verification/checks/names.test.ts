import { describe, expect, it } from 'vitest';
import { decodeCertificate } from '../../x509/certificate.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makerListOf } from '../fixtures/mini-world.ts';
import { withTextInAscii } from '../fixtures/misencoded-names.ts';

const harness = await makeHarness();
const { sealedBy, summary, first, maker, issuing, root, revocationLists } = harness;

describe('Chinese text in an IA5String', () => {
  it('of the signer’s and the maker’s names is shown, and leaves a seal valid', async () => {
    const signer = await withTextInAscii(first, issuing, '样例甲方');
    const named = { signer, maker: await withTextInAscii(maker, issuing, '样例制章者') };
    const makerStatements = [await makerListOf(root, [named.maker])];
    const certificates = [root.certificate, issuing.certificate];
    const trust = readTrustStore({ certificates, crls: revocationLists, makerStatements });
    expect(decodeCertificate(signer.certificate).subject.text).toBe('CN=样例甲方,C=CN');
    expect(await summary(await sealedBy(named), { trust })).toEqual(['valid']);
  });

  it('of an issuer’s name makes it another name, since names are compared by their bytes', async () => {
    const signer = await withTextInAscii(first, issuing, '样例签发机构');
    expect(decodeCertificate(signer.certificate).issuer.text).toBe('CN=样例签发机构,C=CN');
    const { checks, verdict } = await harness.only(await sealedBy({ signer }));
    expect([verdict, checks.signature.code, checks.certificate.code]).toEqual([
      'indeterminate',
      'OK',
      'NO_CERTIFICATE_CHAIN_FOUND',
    ]);
  });
});
