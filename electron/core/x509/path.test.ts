import { describe, expect, it } from 'vitest';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, type Party, type PartyPlan } from '../verification/fixtures/mini-authority.ts';
import { basicConstraintsExtension, keyUsageExtension } from './extensions.ts';
import { decodeCertificate } from './certificate.ts';
import { buildCertificate } from './issuing.ts';
import { buildPath } from './path.ts';
import { readTrustStore } from './trust-store.ts';

const engine = await loadSmEngine();
const AT = new Date('2026-06-01T00:00:00Z');
const authority = (plan: Partial<PartyPlan>): PartyPlan => ({
  commonName: '样例机构',
  serial: 2,
  isAuthority: true,
  ...plan,
});

async function pathOf(leaf: Party, ...trusted: readonly Party[]): Promise<string[]> {
  const trust = readTrustStore({ certificates: trusted.map(({ certificate }) => certificate), crls: [] });
  const result = buildPath(decodeCertificate(leaf.certificate), { engine, trust, at: AT });
  if (result.ok) return result.path.map(({ subject }) => subject.commonName);
  return [result.failure.code, result.failure.rule];
}

const root = await makeParty(engine, authority({ commonName: '样例根', serial: 1, pathLength: 1 }), null);
const issuing = await makeParty(engine, authority({ pathLength: 0 }), root);
const leaf = await makeParty(engine, { commonName: '甲方', serial: 3 }, issuing);

describe('buildPath', () => {
  it('leads over the authorities to the anchor', async () => {
    expect(await pathOf(leaf, root, issuing)).toEqual(['甲方', '样例机构', '样例根']);
  });

  it('finds the path among other certificates', async () => {
    const other = await makeParty(engine, authority({ serial: 9 }), null);
    expect(await pathOf(leaf, other, leaf, issuing, root)).toEqual(['甲方', '样例机构', '样例根']);
  });

  it('never ends where it starts: a person’s self-signed certificate vouches for nobody', async () => {
    const self = await makeParty(engine, { commonName: '自签', serial: 40 }, null);
    expect(await pathOf(self, root, self)).toEqual(['NO_CERTIFICATE_CHAIN_FOUND', 'issuer']);
  });

  it('fails without the anchor or an authority', async () => {
    expect(await pathOf(leaf, issuing)).toEqual(['NO_CERTIFICATE_CHAIN_FOUND', 'issuer']);
    expect(await pathOf(leaf, root)).toEqual(['NO_CERTIFICATE_CHAIN_FOUND', 'issuer']);
  });

  it('ends although authorities issue each other', async () => {
    const first = await makeParty(engine, authority({ commonName: '循环甲', serial: 11 }), root);
    const second = await makeParty(engine, authority({ commonName: '循环乙', serial: 12 }), first);
    const again = await makeParty(engine, authority({ commonName: '循环甲', serial: 13 }), second);
    expect(await pathOf(again, second, first)).toEqual(['NO_CERTIFICATE_CHAIN_FOUND', 'issuer']);
  });
});

describe('authorities that all certify each other', () => {
  /** Returns a certificate of the subject's own key by another authority. */
  const crossed = (subject: Party, issuer: Party): Promise<Uint8Array> =>
    buildCertificate(
      {
        subject: subject.name,
        issuer: issuer.name,
        serial: subject.serial,
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T00:00:00Z'),
        publicKey: subject.publicKey,
        extensions: [
          basicConstraintsExtension({ isAuthority: true, pathLength: null }),
          keyUsageExtension('keyCertSign'),
        ],
      },
      issuer.sign,
    );

  it('are not all tried, and the certificate stays undecided', async () => {
    const plans = Array.from({ length: 8 }, (_, at) =>
      authority({ commonName: `互签${String(at)}`, serial: 50 + at }),
    );
    const parties = await Promise.all(plans.map((plan) => makeParty(engine, plan, null)));
    const pairs = parties.flatMap((one) =>
      parties.filter((other) => other !== one).map((other) => [one, other] as const),
    );
    const certificates = await Promise.all(pairs.map(([one, other]) => crossed(one, other)));
    const [first] = parties;
    const below = await makeParty(engine, { commonName: '丙方', serial: 60 }, first ?? root);
    let checks = 0;
    const counting: typeof engine = {
      ...engine,
      verifyDigest: (...args) => ((checks += 1), engine.verifyDigest(...args)),
    };
    const trust = readTrustStore({ certificates, crls: [] });
    const result = buildPath(decodeCertificate(below.certificate), { engine: counting, trust, at: AT });
    expect(result).toEqual({
      ok: false,
      failure: { code: 'CHAIN_OVER_BUDGET', subject: 'CN=丙方,C=CN', rule: 'steps' },
    });
    expect(checks).toBeLessThanOrEqual(CERTIFICATE_BUDGET.pathSteps);
    expect(checks).toBeGreaterThan(1);
  });
});

describe('an issuer that may not issue', () => {
  const under = async (plan: Partial<PartyPlan>, issuer = root): Promise<string[]> => {
    const broken = await makeParty(
      engine,
      authority({ commonName: '不合规机构', serial: 20, ...plan }),
      issuer,
    );
    const end = await makeParty(engine, { commonName: '乙方', serial: 21 }, broken);
    return pathOf(end, root, issuing, broken);
  };
  const authorityBits = basicConstraintsExtension({ isAuthority: true, pathLength: null });

  it.each<[string, Partial<PartyPlan>]>([
    ['basicConstraints', { isAuthority: false }],
    ['basicConstraints', { extensions: [keyUsageExtension('keyCertSign')] }],
    ['keyCertSign', { extensions: [authorityBits, keyUsageExtension('cRLSign', 'digitalSignature')] }],
    [
      'criticalExtension',
      { extensions: [authorityBits, { id: '2.5.29.30', critical: true, value: Uint8Array.of(48, 0) }] },
    ],
    ['expired', { notAfter: '2026-05-31T00:00:00Z' }],
    ['notYetValid', { notBefore: '2026-06-02T00:00:00Z' }],
  ])('breaks the path: %s', async (rule, plan) => {
    expect(await under(plan)).toEqual(['CHAIN_CONSTRAINTS_FAILURE', rule]);
  });

  it('breaks the path by its pathLength', async () => {
    expect(await under({}, issuing)).toEqual(['CHAIN_CONSTRAINTS_FAILURE', 'pathLength']);
  });
});

describe('a certificate that its issuer did not sign', () => {
  it('differs from one whose issuer is unknown', async () => {
    const forger = { ...issuing, sign: root.sign };
    const forged = await makeParty(engine, { commonName: '丙方', serial: 30 }, forger);
    expect(await pathOf(forged, root, issuing)).toEqual(['CHAIN_SIGNATURE_FAILURE', 'signature']);
  });
});
