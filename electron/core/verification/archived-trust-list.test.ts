import { base64 } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { utf8Text } from '../bytes/encodings.ts';
import type { SecurityStore } from '../pdf/signatures/security-store.ts';
import { makeLister, miniTrustList } from '../platform/fixtures/mini-trust-list.ts';
import type { Statement } from '../platform/signed-statement.ts';
import { readTrustStore, type TrustStore } from '../x509/trust-store.ts';
import { archiveEvidence } from './archive-evidence.ts';
import { type Harness, makeHarness, ORDINARY } from './fixtures/harness.ts';
import { archiveStamped, kept, sealStatement } from './fixtures/mini-archive.ts';
import { makeParty, makeRevocationList, type Party } from './fixtures/mini-authority.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from './fixtures/mini-time-stamp.ts';
import { signatureContexts } from './signature-contexts.ts';

const STAMPED = '2026-06-02T00:10:00Z';
const LIST = {
  number: 7,
  issuedAt: '2026-06-01T00:00:00.000Z',
  nextUpdate: '2026-06-08T00:00:00.000Z',
};

let harness: Harness;
let authority: Party;
let lister: Party;
let sealed: Uint8Array;
/** The list of a platform as it was published, and what an archive stamp keeps where that list alone names the maker. */
let published: Statement;
let evidence: SecurityStore;

beforeAll(async () => {
  harness = await makeHarness();
  const { engine, root, issuing } = harness;
  authority = await makeTimeStampAuthority(engine, issuing);
  lister = await makeLister(harness);
  const named = [root, issuing, authority].map(({ certificate }) => base64.encode(certificate));
  ({ statement: published } = await miniTrustList(harness, lister, { ...LIST, certificates: named }));
  sealed = await harness.sealedBy();
  evidence = await gathered(published);
});

/** Gathers for an archive stamp as the program does, in a home that knows makers by a platform's list alone. */
async function gathered(statement: Statement): Promise<SecurityStore> {
  const { engine, root, issuing, maker } = harness;
  const dated = {
    thisUpdate: new Date('2026-06-01T00:00:00Z'),
    nextUpdate: new Date('2026-06-08T00:00:00Z'),
  };
  const authorities = [root.certificate, issuing.certificate, authority.certificate];
  const trust = readTrustStore({
    certificates: authorities,
    crls: [await makeRevocationList(root, dated), await makeRevocationList(issuing, dated)],
    makerLists: [{ authorities, makers: [maker.certificate], statement }],
  });
  const inputs = { engine, ...ORDINARY, now: new Date(STAMPED), trust };
  const { contexts } = await signatureContexts(memorySource(sealed), inputs);
  const probe = { authority, issuer: issuing, stampedAt: STAMPED, over: new Uint8Array(32) };
  const platform = await makeParty(engine, { commonName: '样例平台', serial: 40 }, root);
  const onSeal = await sealStatement(platform, 'SAMPLE0001');
  return archiveEvidence(contexts, await makeTimeStampToken(engine, probe), [onSeal], inputs);
}

const stamped = (store: SecurityStore = evidence): Promise<Uint8Array> =>
  archiveStamped(harness.engine, sealed, {
    ...{ authority, issuer: harness.issuing, stampedAt: STAMPED },
    evidence: store,
  });

/**
 * The list of trust and makers that a person confirms in a later year. It names no maker.
 * @param named beside the root and the time-stamp authority
 * @param by whoever has signed it, if that counts
 */
async function later(
  named: readonly Party[],
  by: Party | null = null,
  year = 2036,
  platform = 'sample',
): Promise<TrustStore> {
  const { root } = harness;
  const authorities = [root, authority, ...named].map(({ certificate }) => certificate);
  const [issuedAt, nextUpdate] = [
    `${String(year)}-05-01T00:00:00.000Z`,
    `${String(year)}-07-01T00:00:00.000Z`,
  ];
  const changes = { platform, number: 900, issuedAt, nextUpdate, makers: [] };
  const statement = by === null ? undefined : (await miniTrustList(harness, by, changes)).statement;
  const list = { authorities, makers: [], issuedAt, ...(statement === undefined ? {} : { statement }) };
  return readTrustStore({ certificates: authorities, crls: [], makerLists: [list] });
}

const judged = async (file: Uint8Array, trust: TrustStore, year = 2036) => {
  const now = new Date(`${String(year)}-06-01T00:00:00Z`);
  const { verdict, signatures } = await harness.verify(file, { trust, now });
  return [verdict, signatures[0]?.reasons.join(' ')];
};

const UNLISTED = ['indeterminate', expect.stringContaining('SEAL_MAKER_UNLISTED')];

describe('The list of a platform under an archive time stamp', () => {
  it('is kept as it was published, if it names a maker of the seals', async () => {
    const lists = evidence.statements.map((bytes) => utf8Text(bytes));
    expect(lists[0]).toBe(JSON.stringify(published));
    expect(lists).toHaveLength(2);
    const { statement } = await miniTrustList(harness, lister, { makers: [] });
    const silent = { ...harness.trust, makerLists: [{ authorities: [], makers: [], statement }] };
    const inputs = { engine: harness.engine, ...ORDINARY, trust: silent };
    const { contexts } = await signatureContexts(memorySource(sealed), inputs);
    const token = await makeTimeStampToken(harness.engine, {
      ...{ authority, issuer: harness.issuing, stampedAt: STAMPED, over: new Uint8Array(32) },
    });
    const { statements } = archiveEvidence(contexts, token, [], inputs);
    expect(statements.map((bytes) => utf8Text(bytes))).toEqual(
      harness.makerStatements.map((each) => JSON.stringify(each)),
    );
  });

  it('names the maker ten years ahead, when the confirmed list names its signer and no maker', async () => {
    expect(await judged(await stamped(), await later([lister]))).toEqual([
      'valid',
      'SEAL_EXPIRED_SINCE REVOCATION_AS_OF_SIGNING SEALED_AGAIN_SINCE',
    ]);
  });

  it('names the maker for a later list of the same source, whose signer the same root has certified', async () => {
    const { engine, root } = harness;
    const plan = { commonName: '样例名单签发', serial: 31 };
    const successor = await makeParty(engine, plan, root);
    const ofOther = await makeParty(engine, { ...plan, commonName: '别的签发' }, root);
    const file = await stamped();
    expect((await judged(file, await later([], lister, 2029), 2029))[0]).toBe('valid');
    expect((await judged(file, await later([], successor, 2029), 2029))[0]).toBe('valid');
    expect(await judged(file, await later([], ofOther, 2029), 2029)).toEqual(UNLISTED);
    expect(await judged(file, await later([], successor, 2029, 'other'), 2029)).toEqual(UNLISTED);
  });

  it.each<[string, (store: SecurityStore) => SecurityStore, string]>([
    ['the list', (store) => ({ ...store, statements: store.statements.slice(1) }), 'SEAL_MAKER_UNLISTED'],
    [
      'the statement on the seal',
      (store) => ({ ...store, statements: store.statements.slice(0, 1) }),
      'SEAL_STATUS_NOT_IN_FILE',
    ],
    ['the certificates', (store) => ({ ...store, certificates: [] }), 'NO_CERTIFICATE_CHAIN_FOUND'],
    [
      'a revocation list',
      (store) => ({ ...store, revocationLists: store.revocationLists.slice(1) }),
      'REVOCATION',
    ],
    [
      'the other',
      (store) => ({ ...store, revocationLists: store.revocationLists.slice(0, 1) }),
      'REVOCATION',
    ],
  ])('does not carry the verdict without %s', async (_, change, reason) => {
    expect(await judged(await stamped(change(evidence)), await later([lister]))).toEqual([
      'indeterminate',
      expect.stringContaining(reason),
    ]);
  });

  it('counts for nothing without a stamp, and for nobody whose list names its signer not', async () => {
    expect((await judged(sealed, await later([lister])))[0]).toBe('indeterminate');
    expect(await judged(await stamped(), await later([]))).toEqual(UNLISTED);
  });
});

describe('An attacker', () => {
  const withList = async (statement: Statement): Promise<Uint8Array> =>
    stamped({ ...evidence, statements: [kept(statement), ...evidence.statements.slice(1)] });

  it.each<[string, (world: Harness) => Promise<Statement>]>([
    [
      'signs a list by the certificate of a company',
      async (world) => (await miniTrustList(world, world.first, LIST)).statement,
    ],
    [
      'signs a list by a certificate of the root with another name',
      async (world) => {
        const own = await makeParty(world.engine, { commonName: '他人', serial: 88 }, world.root);
        return (await miniTrustList(world, own, LIST)).statement;
      },
    ],
    [
      'signs a list under the name of the platform, by a root of his own',
      async (world) => {
        const root = await makeParty(
          world.engine,
          { commonName: '伪造根', serial: 90, isAuthority: true },
          null,
        );
        const own = await makeParty(world.engine, { commonName: '样例名单签发', serial: 30 }, root);
        return (await miniTrustList(world, own, LIST)).statement;
      },
    ],
    [
      'changes what the platform signed',
      async () => ({ ...published, payload: `${published.payload.slice(0, -4)}AAAA` }),
    ],
    [
      'takes an old list, whose successor was due before the stamp',
      async (world) =>
        (
          await miniTrustList(world, lister, {
            ...LIST,
            issuedAt: '2026-01-02T00:00:00.000Z',
            nextUpdate: '2026-02-02T00:00:00.000Z',
          })
        ).statement,
    ],
    [
      'takes a list that speaks of other authorities',
      async (world) => {
        const other = await makeParty(
          world.engine,
          { commonName: '别的根', serial: 91, isAuthority: true },
          null,
        );
        return (
          await miniTrustList(world, lister, { ...LIST, certificates: [base64.encode(other.certificate)] })
        ).statement;
      },
    ],
  ])('%s, and no maker is named by it', async (_, make) => {
    const found = await judged(await withList(await make(harness)), await later([lister]));
    expect(found).toEqual([
      'indeterminate',
      expect.stringMatching(/SEAL_MAKER_UNLISTED|TRUST_LIST_OUTDATED/),
    ]);
  });

  it('uses the certificate of the platform after its revocation, and no maker is named', async () => {
    const revokedAt = new Date('2026-05-01T00:00:00Z');
    const dated = {
      thisUpdate: new Date('2026-06-01T00:00:00Z'),
      nextUpdate: new Date('2026-06-08T00:00:00Z'),
    };
    const list = await makeRevocationList(harness.root, {
      ...dated,
      revoked: [{ serial: lister.serial, revokedAt, reason: 1 }],
    });
    const revocationLists = [...evidence.revocationLists, list];
    expect(await judged(await stamped({ ...evidence, revocationLists }), await later([lister]))).toEqual(
      UNLISTED,
    );
  });

  it('makes no time-stamp authority trusted by a list in the file', async () => {
    const { root } = harness;
    const authorities = [root, lister].map(({ certificate }) => certificate);
    const list = { authorities, makers: [], issuedAt: '2036-05-01T00:00:00.000Z' };
    const trust = readTrustStore({ certificates: authorities, crls: [], makerLists: [list] });
    expect((await judged(await stamped(), trust))[0]).toBe('indeterminate');
  });
});
