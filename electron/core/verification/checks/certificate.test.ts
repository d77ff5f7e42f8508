import { describe, expect, it } from 'vitest';
import { basicConstraintsExtension, keyUsageExtension } from '../../x509/extensions.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { makeParty } from '../fixtures/mini-authority.ts';

const harness = await makeHarness();
const { engine, only, summary, sealedBy } = harness;
const sealed = await sealedBy();

describe('the signer’s certificate', () => {
  const signerWith = (plan: object): ReturnType<typeof makeParty> =>
    makeParty(engine, { commonName: '样例丙方', serial: 40, ...plan }, harness.issuing);

  it('leaves a note if it has expired since', async () => {
    const signer = await signerWith({ notAfter: '2026-06-15T00:00:00Z' });
    expect(await summary(await sealedBy({ signer }))).toEqual(['valid', 'OUT_OF_BOUNDS_NO_POE']);
  });

  it.each([
    ['had expired', { notAfter: '2026-05-01T00:00:00Z' }, 'EXPIRED'],
    ['was not yet valid', { notBefore: '2026-06-20T00:00:00Z' }, 'NOT_YET_VALID'],
    [
      'may not sign',
      {
        extensions: [
          basicConstraintsExtension({ isAuthority: false, pathLength: null }),
          keyUsageExtension('keyAgreement'),
        ],
      },
      'KEY_USAGE_FAILURE',
    ],
    [
      'has a critical extension that nobody knows',
      { extensions: [{ id: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] },
      'CHAIN_CONSTRAINTS_FAILURE',
    ],
  ])('%s', async (_name, plan, code) => {
    const signer = await signerWith(plan);
    expect((await summary(await sealedBy({ signer }))).slice(0, 2)).toEqual(['invalid', code]);
  });

  it('is unknown if it leads to no anchor of the folder', async () => {
    const trust = readTrustStore({ certificates: [], crls: [] });
    const [verdict, ...reasons] = await summary(sealed, { trust });
    expect(verdict).toBe('indeterminate');
    expect(reasons).toEqual(['SEAL_MAKER_UNTRUSTED', 'NO_CERTIFICATE_CHAIN_FOUND']);
  });

  it('is refused if its issuer may not issue', async () => {
    const signer = await makeParty(engine, { commonName: '样例丁方', serial: 41 }, harness.maker);
    const certificates = [harness.root, harness.issuing, harness.maker].map(({ certificate }) => certificate);
    const trust = readTrustStore({ certificates, crls: harness.revocationLists });
    const report = await only(await sealedBy({ signer }), { trust });
    expect(report.checks.certificate).toMatchObject({
      result: 'fail',
      code: 'CHAIN_CONSTRAINTS_FAILURE',
      facts: { rule: 'basicConstraints' },
    });
  });
});
