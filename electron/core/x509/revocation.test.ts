import { describe, expect, it } from 'vitest';
import { writeElement, writeExplicit, writeSequence } from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { implicitTag } from '../asn1/tags.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../verification/fixtures/mini-authority.ts';
import { basicConstraintsExtension } from './basic-constraints.ts';
import { decodeCertificate } from './certificate.ts';
import { distributionPointExtension } from './distribution-points.ts';
import { keyUsageExtension } from './key-usage.ts';
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
const path = [leaf, root].map(({ certificate }) => decodeCertificate(certificate));
const revoked = [{ serial: leaf.serial, revokedAt: new Date('2026-05-01T00:00:00Z'), reason: 4 }];

type Changes = Parameters<typeof makeRevocationList>[1];

async function stateOf(...lists: readonly Changes[]): Promise<string> {
  const encoded = await Promise.all(lists.map((changes) => makeRevocationList(root, changes)));
  const [result] = pathRevocation(path, encoded.map(decodeRevocationList), { engine, now });
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

describe('what lists say of a certificate', () => {
  const early = new Date('2026-01-02T00:00:00Z');
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
  ])('%s', async (_name, lists, state) => {
    expect(await stateOf(...lists)).toBe(state);
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
  ])('%s', async (_name, changes, state) => {
    expect(await stateOf(changes)).toBe(state);
  });
});
