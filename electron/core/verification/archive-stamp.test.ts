import { beforeAll, describe, expect, it } from 'vitest';
import { latin1Text } from '../bytes/encodings.ts';
import type { SecurityStore } from '../pdf/signatures/security-store.ts';
import { readTrustStore, type TrustStore } from '../x509/trust-store.ts';
import { appendRevision, objectBody } from './fixtures/append-revision.ts';
import { type Harness, makeHarness } from './fixtures/harness.ts';
import { type ArchivePlan, archiveStamped, kept, sealStatement } from './fixtures/mini-archive.ts';
import { makeParty, makeRevocationList, type Party } from './fixtures/mini-authority.ts';
import { makeTimeStampAuthority } from './fixtures/mini-time-stamp.ts';

const TEN_YEARS_ON = new Date('2036-06-01T00:00:00Z');
const STAMPED = '2026-06-02T00:10:00Z';

let harness: Harness;
let authority: Party;
let platform: Party;
let sealed: Uint8Array;
/** All that a whole archive stamp holds. */
let evidence: SecurityStore;

beforeAll(async () => {
  harness = await makeHarness();
  const { engine, root, issuing, makerStatements } = harness;
  authority = await makeTimeStampAuthority(engine, issuing);
  platform = await makeParty(engine, { commonName: '样例平台', serial: 40 }, root);
  sealed = await harness.sealedBy();
  const dated = {
    thisUpdate: new Date('2026-06-01T00:00:00Z'),
    nextUpdate: new Date('2026-06-08T00:00:00Z'),
  };
  evidence = {
    certificates: [issuing.certificate],
    revocationLists: [await makeRevocationList(root, dated), await makeRevocationList(issuing, dated)],
    ocspResponses: [],
    statements: [...makerStatements, await sealStatement(platform, 'SAMPLE0001')].map(kept),
  };
});

/** The list that the person has confirmed: the root, and the time-stamp authority by its own certificate. */
function confirmed(changes: Partial<Parameters<typeof readTrustStore>[0]> = {}): TrustStore {
  const { root } = harness;
  const issuedAt = '2036-05-01T00:00:00Z';
  const authorities = [root.certificate, authority.certificate];
  const makerLists = [{ authorities, makers: [], issuedAt }];
  return readTrustStore({ certificates: authorities, crls: [], makerLists, ...changes });
}

function stamped(plan: Partial<ArchivePlan> = {}, pdf = sealed): Promise<Uint8Array> {
  const usual = { authority, issuer: harness.issuing, stampedAt: STAMPED, evidence };
  return archiveStamped(harness.engine, pdf, { ...usual, ...plan });
}

const judged = async (file: Uint8Array, trust = confirmed(), now = TEN_YEARS_ON) => {
  const { verdict, signatures } = await harness.verify(file, { trust, now });
  return [verdict, ...signatures.map(({ reasons }) => reasons.join(' '))];
};

const without = (key: keyof SecurityStore, index: number): Partial<ArchivePlan> => ({
  evidence: { ...evidence, [key]: evidence[key].toSpliced(index, 1) },
});

describe('a sealed and archive-stamped document', () => {
  it('is valid at once, and leaves the seal valid', async () => {
    const { verdict, signatures } = await harness.verify(await stamped(), {
      now: new Date('2026-06-03T00:00:00Z'),
    });
    expect(signatures.map(({ format, verdict: each, reasons }) => [format, each, reasons])).toEqual([
      ['ses-v4', 'valid', ['SEALED_AGAIN_SINCE']],
      ['time-stamp', 'valid', []],
    ]);
    expect(verdict).toBe('valid');
    expect(signatures[1]?.checks.time.facts).toMatchObject({ renewBy: '2030-01-01T00:00:00.000Z' });
  });

  it('verifies ten years ahead by the file and the confirmed list alone', async () => {
    expect(await judged(await stamped())).toEqual([
      'valid',
      'SEAL_EXPIRED_SINCE REVOCATION_AS_OF_SIGNING SEALED_AGAIN_SINCE',
      'REVOCATION_AS_OF_SIGNING',
    ]);
  });

  it('does not without its time stamp', async () => {
    expect(await judged(sealed)).toMatchObject(['indeterminate', expect.stringContaining('CHAIN')]);
  });

  it.each<[string, keyof SecurityStore, number, string]>([
    ['the certificate of the authority between', 'certificates', 0, 'NO_CERTIFICATE_CHAIN_FOUND'],
    ['the list of the root', 'revocationLists', 0, 'NO_REVOCATION_DATA'],
    ['the list of the issuing authority', 'revocationLists', 1, 'NO_REVOCATION_DATA'],
    ['the list of makers', 'statements', 0, 'SEAL_MAKER_UNLISTED'],
    ['the statement on the seal', 'statements', 1, 'SEAL_STATUS_NOT_IN_FILE'],
  ])('does not without %s', async (_, key, index, reason) => {
    const [verdict, seal] = await judged(await stamped(without(key, index)));
    expect([verdict, seal]).toEqual(['indeterminate', expect.stringContaining(reason)]);
  });

  it('does not without a confirmed list, nor by one that is older than the stamp or does not name its authority', async () => {
    const { root } = harness;
    const file = await stamped();
    const nobody = readTrustStore({ certificates: [], crls: [] });
    expect((await judged(file, nobody))[0]).toBe('indeterminate');
    const authorities = [root.certificate, authority.certificate];
    const older = { makerLists: [{ authorities, makers: [], issuedAt: '2026-06-01T00:00:00Z' }] };
    const silent = {
      makerLists: [{ authorities: [root.certificate], makers: [], issuedAt: '2036-05-01T00:00:00Z' }],
    };
    for (const list of [older, silent, { makerLists: [] }]) {
      const found = await judged(file, confirmed(list));
      expect([found[0], found[2]]).toEqual(['indeterminate', expect.stringContaining('TIME_STAMP_UNPROVEN')]);
    }
  });

  it('rests on a second stamp, put around it in time, whose authority alone needs to be vouched for', async () => {
    const { engine, root } = harness;
    const first = await stamped();
    const fresh = {
      thisUpdate: new Date('2029-06-01T00:00:00Z'),
      nextUpdate: new Date('2029-06-08T00:00:00Z'),
    };
    const lists = [await makeRevocationList(root, fresh), await makeRevocationList(harness.issuing, fresh)];
    const next = await makeTimeStampAuthority(engine, harness.issuing, {
      serial: 51,
      commonName: '样例二号时间戳机构',
    });
    const again = {
      authority: next,
      stampedAt: '2029-06-02T00:00:00Z',
      evidence: { revocationLists: lists },
    };
    const file = await stamped(again, first);
    const authorities = [root.certificate, next.certificate];
    const trust = confirmed({ makerLists: [{ authorities, makers: [], issuedAt: '2036-05-01T00:00:00Z' }] });
    const [verdict, , inner, outer] = await judged(file, trust);
    expect([verdict, inner, outer]).toEqual(['valid', expect.any(String), expect.any(String)]);
    expect((await judged(first, trust))[0]).toBe('indeterminate');
  });
});

describe('an attacker', () => {
  it('changes nothing by a security store of later', async () => {
    const file = await stamped(without('statements', 1));
    const root = Number(/\/Root (\d+) 0 R/.exec(latin1Text(file))?.[1]);
    const text = latin1Text(kept(await sealStatement(platform, 'SAMPLE0001')));
    const added = `<</Length ${String(text.length)}>>\nstream\n${text}\nendstream`;
    const catalog = objectBody(file, root).replace(/\/DSS \d+ 0 R/, '/DSS<</XXSealDeskStatements[900 0 R]>>');
    const forged = appendRevision(file, { [root]: catalog, 900: added });
    expect(await judged(forged)).toEqual([
      'indeterminate',
      expect.stringContaining('SEAL_STATUS_NOT_IN_FILE'),
      expect.any(String),
    ]);
    const emptied = objectBody(await stamped(), root).replace(/\/DSS \d+ 0 R/, '/DSS<<>>');
    expect((await judged(appendRevision(await stamped(), { [root]: emptied })))[0]).toBe('valid');
  });

  it('proves nothing by a stamp that is older than what it covers', async () => {
    const found = await judged(await stamped({ stampedAt: '2026-05-01T00:00:00Z' }));
    expect([found[0], found[2]]).toEqual(['indeterminate', expect.stringContaining('TIME_STAMP_UNPROVEN')]);
  });

  it('makes no anchor of a root in the file', async () => {
    const { engine } = harness;
    const root = await makeParty(engine, { commonName: '伪造根', serial: 90, isAuthority: true }, null);
    const own = await makeTimeStampAuthority(engine, root, { serial: 91 });
    const lists = [...evidence.revocationLists, await makeRevocationList(root)];
    const store = {
      ...evidence,
      certificates: [...evidence.certificates, root.certificate],
      revocationLists: lists,
    };
    const found = await judged(await stamped({ authority: own, issuer: root, evidence: store }));
    expect([found[0], found[2]]).toEqual(['indeterminate', expect.stringContaining('TIME_STAMP_UNPROVEN')]);
  });

  it('hides no event by an answer about later ones alone', async () => {
    for (const changes of [
      { after: 5 },
      { after: undefined },
      { esId: 'OTHER' },
      { issuedAt: '2026-05-30T00:00:00Z' },
    ]) {
      const [makers] = evidence.statements;
      const answer = kept(await sealStatement(platform, 'SAMPLE0001', changes));
      const statements = makers === undefined ? [answer] : [makers, answer];
      const [verdict, seal] = await judged(await stamped({ evidence: { ...evidence, statements } }));
      expect([verdict, seal]).toEqual(['indeterminate', expect.stringContaining('SEAL_STATUS_NOT_IN_FILE')]);
    }
  });
});
