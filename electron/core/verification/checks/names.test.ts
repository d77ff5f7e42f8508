import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { inspectBytes } from '../../inspection/inspect.ts';
import { inspectPdf } from '../../inspection/inspect-pdf.ts';
import { decodeCertificate } from '../../x509/certificate.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makerListOf } from '../fixtures/mini-world.ts';
import { withTextInAscii } from '../fixtures/misencoded-names.ts';

const harness = await makeHarness();
const { engine, sealedBy, summary, first, maker, issuing, root, revocationLists } = harness;

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

  it('keeps neither certificate, signature nor seal from being described', async () => {
    const signer = await withTextInAscii(first, issuing, '样例甲方');
    const inputs = { engine, trust: harness.trust, now: new Date('2026-07-01T00:00:00Z') };
    const found = inspectBytes(signer.certificate, 'signer.cer', inputs);
    expect(found).toMatchObject({ type: 'certificate', certificate: { subject: 'CN=样例甲方,C=CN' } });
    expect(found.checks.map(({ result }) => result)).not.toContain('fail');
    const pdf = memorySource(await sealedBy({ signer }));
    const { signatures } = inspectPdf(pdf, 'sealed.pdf', inputs);
    expect(signatures.map(({ content }) => content)).toMatchObject([
      { type: 'signature', signer: { subject: 'CN=样例甲方,C=CN' }, seal: { name: '样例公章' } },
    ]);
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
