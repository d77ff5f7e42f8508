import { base64 } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Bytes } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, makeRevocationList, type Party } from '../verification/fixtures/mini-authority.ts';
import { makeMiniWorld, type MiniWorld } from '../verification/fixtures/mini-world.ts';
import { decodeRevocationList } from '../x509/revocation-list.ts';
import { makeLister, miniTrustList, miniTrustListText } from './fixtures/mini-trust-list.ts';
import {
  joinedRevocationLists,
  nextStepOf,
  openTrustList,
  type OpenedTrustList,
  type TrustListPayload,
} from './trust-list.ts';
import { readTrustListFile, type TrustListFile } from './trust-list-file.ts';

const NOW = new Date('2026-07-01T00:00:00Z');

let engine: SmEngine;
let world: MiniWorld;
let lister: Party;

beforeAll(async () => {
  engine = await loadSmEngine();
  world = await makeMiniWorld(engine);
  lister = await makeLister(world);
});

const opened = (file: TrustListFile): OpenedTrustList => openTrustList(file, engine, NOW);
const listOf = async (signer: Party, changes: Partial<TrustListPayload> = {}): Promise<OpenedTrustList> =>
  opened(await miniTrustList(world, signer, changes));
const refusal = (rule: string): unknown =>
  expect.objectContaining({ code: 'TRUST_LIST_INVALID', details: { rule } });

describe('A list of trust and makers', () => {
  it('A file gives back what its issuer has signed, and who that is', async () => {
    const list = opened(readTrustListFile(await miniTrustListText(world, lister)));
    expect([list.list.platform, list.list.number, list.signer.subject.text]).toEqual([
      'sample',
      1,
      'CN=样例名单签发,C=CN',
    ]);
    expect(list.root?.subject.text).toContain('样例根');
    expect([list.certificates.length, list.makers.length, list.revocationLists.length]).toEqual([2, 1, 2]);
  });

  it('A bare statement of a platform is such a file', async () => {
    const { statement } = await miniTrustList(world, lister);
    expect(opened(readTrustListFile(JSON.stringify(statement))).revocationLists).toEqual([]);
  });

  it.each(['', '{', '[]', '{"trustList":{}}', '%PDF-1.7', '{"trustList":null,"revocationLists":[]}'])(
    'The text %j is no list',
    (text) => {
      expect(() => readTrustListFile(text)).toThrow(refusal('format'));
    },
  );

  it('A changed content does not fit the signature', async () => {
    const file = await miniTrustList(world, lister);
    const other = await miniTrustList(world, lister, { number: 9 });
    const statement = { ...file.statement, payload: other.statement.payload };
    expect(() => opened({ ...file, statement })).toThrow(refusal('signature'));
  });

  it('A signature by another key does not fit the certificate', async () => {
    const stranger = await makeParty(engine, { commonName: '样例名单签发', serial: 31 }, null);
    const forged = { ...lister, sign: stranger.sign };
    const file = await miniTrustList(world, forged);
    expect(() => opened(file)).toThrow(refusal('signature'));
  });

  it('A statement of another kind is none', async () => {
    const [statement] = world.makerStatements;
    if (statement === undefined) throw new Error('a statement expected');
    expect(() => opened({ statement, revocationLists: [] })).toThrow(refusal('type'));
  });

  it.each([
    ['names no root', { certificates: [] }, 'roots'],
    ['names a damaged certificate', { makers: [base64.encode(utf8Bytes('none'))] }, 'certificates'],
    ['comes from the future', { issuedAt: '2026-08-01T00:00:00Z' }, 'future'],
    ['ends before it begins', { nextUpdate: '2026-01-01T00:00:00Z' }, 'dates'],
    ['was issued before its signer was certified', { issuedAt: '2025-12-31T00:00:00Z' }, 'notYetValid'],
  ])('One that %s is refused', async (_what, changes, rule) => {
    const file = await miniTrustList(world, lister, changes);
    expect(() => opened(file)).toThrow(refusal(rule));
  });

  it('One whose signer has been revoked is refused', async () => {
    const revoked = [{ serial: lister.serial, revokedAt: new Date('2026-02-01T00:00:00Z'), reason: 1 }];
    const list = await makeRevocationList(world.root, { number: 2, revoked });
    const file = { ...(await miniTrustList(world, lister)), revocationLists: [list] };
    expect(() => opened(file)).toThrow(refusal('revoked'));
  });

  it('One signed by an authority, whose key is not for that, is refused', async () => {
    const file = await miniTrustList(world, world.issuing);
    expect(() => opened(file)).toThrow(refusal('keyUsage'));
  });
});

describe('nextStepOf', () => {
  const second = { number: 2, issuedAt: '2026-02-01T00:00:00.000Z' };

  it('The first list of a source is new, whoever has signed it', async () => {
    expect(nextStepOf(await listOf(lister), null, engine)).toBe('new');
  });

  it('A newer list of the same signer renews the former', async () => {
    expect(nextStepOf(await listOf(lister, second), await listOf(lister), engine)).toBe('renewal');
  });

  it('The same list is the same', async () => {
    const list = await listOf(lister);
    expect(nextStepOf(list, list, engine)).toBe('same');
  });

  it('The next signer of that name under the same root goes on', async () => {
    const next = await makeLister(world, 32);
    expect(nextStepOf(await listOf(next, second), await listOf(lister), engine)).toBe('renewal');
  });

  it.each([
    ['has another name under the same root', { commonName: '样例甲方', serial: 33 }, 'root'],
    ['has that name under another authority', { commonName: '样例名单签发', serial: 34 }, 'issuing'],
    ['has that name by itself', { commonName: '样例名单签发', serial: 35 }, 'none'],
  ] as const)('A signer who %s is foreign', async (_what, plan, by) => {
    const issuers = { root: world.root, issuing: world.issuing, none: null };
    const signer = await makeParty(engine, plan, issuers[by]);
    const given = await listOf(signer, second);
    const known = await listOf(lister);
    expect(() => nextStepOf(given, known, engine)).toThrow(
      expect.objectContaining({ code: 'TRUST_LIST_FOREIGN' }),
    );
  });

  it.each([
    ['of a lower number', { number: 1 }, { number: 2 }],
    ['of the same number with other content', { number: 2, makers: [] }, { number: 2 }],
    ['of a higher number and an earlier date', { number: 3 }, second],
  ])('A list %s is older', async (_what, given, known) => {
    const [one, other] = [await listOf(lister, given), await listOf(lister, known)];
    expect(() => nextStepOf(one, other, engine)).toThrow(
      expect.objectContaining({ code: 'TRUST_LIST_OLDER' }),
    );
  });
});

describe('joinedRevocationLists', () => {
  it('A newer revocation list at hand stays when an older one arrives', async () => {
    const [older, newer] = await Promise.all(
      [1, 2].map(async (number) => decodeRevocationList(await makeRevocationList(world.root, { number }))),
    );
    const other = decodeRevocationList(await makeRevocationList(world.issuing));
    if (older === undefined || newer === undefined) throw new Error('two lists expected');
    expect(joinedRevocationLists([older, other], [newer])).toEqual([other, newer]);
    expect(joinedRevocationLists([newer, other], [older, other])).toEqual([newer, other]);
  });
});
