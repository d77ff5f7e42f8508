import { describe, expect, it } from 'vitest';
import { opensslText } from '../../../e2e/peers/openssl-text.ts';
import {
  writeElement,
  writeExplicit,
  writeGeneralizedTime,
  writeInteger,
  writeSequence,
} from '../asn1/der-writer.ts';
import { EXTENSION_OID, implicitTag } from '../asn1/identifiers.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, makeRevocationList, type Party } from '../verification/fixtures/mini-authority.ts';
import { basicConstraintsExtension, type Extension, keyUsageExtension } from './extensions.ts';
import { decodeCertificate } from './certificate.ts';
import { distributionPointExtension } from './distribution-points.ts';
import { decodeRevocationList } from './revocation-list.ts';
import { pathRevocation } from './revocation.ts';

const engine = await loadSmEngine();
const now = new Date('2026-06-01T00:00:00Z');
const ADDRESS = 'http://crl.example/part7.crl';
const root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
const extensions = [
  basicConstraintsExtension({ isAuthority: false, pathLength: null }),
  keyUsageExtension('digitalSignature'),
  distributionPointExtension(ADDRESS),
];
const leaf = await makeParty(engine, { commonName: '甲方', serial: 4, extensions }, root);
const path = [decodeCertificate(leaf.certificate), decodeCertificate(root.certificate)] as const;
const revoked = [{ serial: leaf.serial, revokedAt: new Date('2026-05-01T00:00:00Z'), reason: 4 }];

type Changes = Parameters<typeof makeRevocationList>[1];

const deltaIndicator = (baseNumber: number): Extension => ({
  id: EXTENSION_OID.deltaCrlIndicator,
  critical: true,
  value: writeInteger(baseNumber),
});

const stateOf = (...lists: readonly Changes[]): Promise<string> => statesOf([leaf, root], lists);

async function statesOf(
  [first, ...others]: readonly [Party, ...Party[]],
  lists: readonly Changes[],
): Promise<string> {
  const encoded = await Promise.all(lists.map((changes) => makeRevocationList(root, changes)));
  const above = others.map(({ certificate }) => decodeCertificate(certificate));
  const certificates = [decodeCertificate(first.certificate), ...above] as const;
  const [result] = pathRevocation(certificates, encoded.map(decodeRevocationList), { engine, now });
  const status = result?.status;
  return status?.state === 'unknown' ? status.why : (status?.state ?? 'missing');
}

const flag = (number: number): Uint8Array => writeElement(implicitTag(number), Uint8Array.of(0xff));
const uri = (address: string): Uint8Array =>
  writeExplicit(0, writeExplicit(0, writeElement(implicitTag(6), new TextEncoder().encode(address))));
const scope = (...members: readonly Uint8Array[]): Changes => ({
  extensions: [
    { id: EXTENSION_OID.issuingDistributionPoint, critical: true, value: writeSequence(...members) },
  ],
});

describe('pathRevocation', () => {
  const early = new Date('2026-01-02T00:00:00Z');
  const late = new Date('2026-05-02T00:00:00Z');
  it.each<[string, readonly Changes[], string]>([
    ['nothing without a list', [], 'noList'],
    ['that it is good', [{}], 'good'],
    ['that it is revoked', [{ revoked }], 'revoked'],
    [
      'revoked, even by a list that is out of date',
      [{ revoked, nextUpdate: new Date('2026-05-02T00:00:00Z') }],
      'revoked',
    ],
    ['nothing from one out of date', [{ nextUpdate: new Date('2026-05-02T00:00:00Z') }], 'staleList'],
    [
      'nothing from one that was superseded, though it is current by its own promise',
      [{ thisUpdate: early }, { thisUpdate: late, nextUpdate: new Date('2026-05-20T00:00:00Z') }],
      'staleList',
    ],
    ['nothing from one not yet issued', [{ thisUpdate: new Date('2026-06-02T00:00:00Z') }], 'staleList'],
    [
      'what the newest says',
      [{ thisUpdate: early }, { revoked, thisUpdate: new Date('2026-05-02T00:00:00Z') }],
      'revoked',
    ],
    [
      'good again, where a hold ended',
      [{ revoked, thisUpdate: early }, { thisUpdate: new Date('2026-05-02T00:00:00Z') }],
      'good',
    ],
    [
      'nothing from a list with an extension that nobody knows',
      [{ extensions: [{ id: '1.2.3', critical: true, value: flag(0) }] }],
      'badList',
    ],
  ])('reads: %s', async (_name, lists, state) => {
    expect(await stateOf(...lists)).toBe(state);
  });
});

describe('a delta list', () => {
  const base = { number: 7, thisUpdate: new Date('2026-05-01T00:00:00Z') };
  const held = [{ serial: leaf.serial, revokedAt: new Date('2026-04-01T00:00:00Z'), reason: 6 }];
  const released = [{ ...held[0], reason: 8 }] as typeof held;
  const delta = (number: number, baseNumber: number, changes: Changes = {}): Changes => ({
    number,
    thisUpdate: new Date('2026-05-20T00:00:00Z'),
    ...changes,
    extensions: [deltaIndicator(baseNumber), ...(changes.extensions ?? [])],
  });
  it.each<[string, readonly Changes[], string]>([
    ['adds a revocation to its base', [base, delta(8, 7, { revoked })], 'revoked'],
    ['adds it to a newer list than its base', [{ ...base, number: 8 }, delta(9, 7, { revoked })], 'revoked'],
    ['ends a hold', [{ ...base, revoked: held }, delta(8, 7, { revoked: released })], 'good'],
    ['leaves what it does not name', [{ ...base, revoked: held }, delta(8, 7)], 'revoked'],
    [
      'keeps an old base current',
      [{ ...base, nextUpdate: new Date('2026-05-15T00:00:00Z') }, delta(8, 7)],
      'good',
    ],
    ['alone says nothing', [delta(8, 7)], 'badList'],
    [
      'without a number of its base says nothing new',
      [{ ...base, number: 6 }, delta(8, 7, { revoked })],
      'good',
    ],
    ['older than its base says nothing new', [{ ...base, number: 9 }, delta(8, 7, { revoked })], 'good'],
    [
      'of another scope than its base says nothing new',
      [base, delta(8, 7, { revoked, extensions: scope(flag(1))?.extensions ?? [] })],
      'good',
    ],
    [
      'of the same scope as its base counts',
      [
        { ...base, ...scope(flag(1)) },
        delta(8, 7, { revoked, extensions: scope(flag(1))?.extensions ?? [] }),
      ],
      'revoked',
    ],
    [
      'that is not current leaves its base as it is',
      [base, delta(8, 7, { thisUpdate: new Date('2026-06-20T00:00:00Z') })],
      'good',
    ],
  ])('%s', async (_name, lists, state) => {
    expect(await stateOf(...lists)).toBe(state);
  });

  it('says nothing new if somebody else signed it', async () => {
    const forged = await makeRevocationList({ ...root, sign: leaf.sign }, delta(8, 7, { revoked }));
    const lists = [await makeRevocationList(root, base), forged].map(decodeRevocationList);
    expect(pathRevocation(path, lists, { engine, now })[0]?.status.state).toBe('good');
  });

  it('is accepted by openssl, too', async () => {
    const list = await makeRevocationList(root, delta(8, 7, { revoked: released }));
    const text = opensslText(['crl', '-inform', 'DER', '-noout', '-text'], { input: list });
    expect(text).toMatch(/Delta CRL Indicator: critical\n\s+7\n/);
    expect(text).toContain('Remove From CRL');
  });
});

describe('a list about a certificate that has expired', () => {
  const past = { notAfter: '2026-04-01T00:00:00Z' };
  const early = {
    thisUpdate: new Date('2026-03-20T00:00:00Z'),
    nextUpdate: new Date('2026-04-20T00:00:00Z'),
  };
  const late = { thisUpdate: new Date('2026-05-20T00:00:00Z') };
  const keeping = (since: string): Changes => ({
    ...late,
    extensions: [
      { id: EXTENSION_OID.expiredCertsOnCrl, critical: false, value: writeGeneralizedTime(new Date(since)) },
    ],
  });
  it.each<[string, readonly Changes[], string]>([
    ['nothing, where they came later', [late], 'lateList'],
    ['that it was good, by one of its last day', [early, late], 'good'],
    [
      'nothing, by one that ended before it',
      [{ ...early, nextUpdate: new Date('2026-03-30T00:00:00Z') }, late],
      'staleList',
    ],
    ['that it was good, by one that keeps expired ones', [keeping('2026-01-01T00:00:00Z')], 'good'],
    ['nothing, by one that keeps later ones only', [keeping('2026-04-02T00:00:00Z')], 'lateList'],
    ['that it was revoked, by one of its days', [{ ...early, revoked }, late], 'revoked'],
    ['that it was revoked, by a later one too', [early, { ...late, revoked }], 'revoked'],
  ])('says %s', async (_name, lists, state) => {
    const expired = await makeParty(engine, { commonName: '甲方', serial: 4, extensions, ...past }, root);
    expect(await statesOf([expired, root], lists)).toBe(state);
  });
});

describe('a list of a limited scope', () => {
  it.each<[string, Changes, string]>([
    ['of users', scope(flag(1)), 'good'],
    ['of authorities', scope(flag(2)), 'noList'],
    ['of some reasons', scope(writeElement(implicitTag(3), Uint8Array.of(0, 0x40))), 'noList'],
    ['of other issuers', scope(flag(4)), 'noList'],
    ['of the certificate’s own part', scope(uri(ADDRESS)), 'good'],
    ['of another part', scope(uri('http://crl.example/part8.crl')), 'noList'],
  ])('decides within its scope: %s', async (_name, changes, state) => {
    expect(await stateOf(changes)).toBe(state);
  });
});
