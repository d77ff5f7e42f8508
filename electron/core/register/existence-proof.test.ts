import { base64, base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { toHex, utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import { signStatement, type Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, type Party } from '../verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import type { PlatformRoots } from './checkpoint.ts';
import { encodeEntry } from './entry-bytes.ts';
import {
  checkExistenceProof,
  existenceProofBytes,
  makeExistenceProof,
  readExistenceProof,
  type ExistenceProof,
} from './existence-proof.ts';
import { sealedEntry } from './fixtures/entries.ts';
import { leafHash, treeRoot } from './merkle-tree.ts';

const SIZE = 11;

describe('a proof of existence', () => {
  let engine: SmEngine;
  let root: Party;
  let signer: Party;
  let roots: PlatformRoots;
  let proof: ExistenceProof;
  const entries = Array.from({ length: SIZE }, (_none, index) => encodeEntry(sealedEntry(index)));

  const leaves = (): Uint8Array => concatBytes(...entries.map((bytes) => leafHash(engine, bytes)));
  const countersign = (
    changes: object = {},
    type = 'register-countersignature' as const,
  ): Promise<Statement> => {
    const head = { size: SIZE, root: toHex(treeRoot(engine, leaves(), SIZE)) };
    const when = { time: '2026-11-22T04:00:00Z', countersignedAt: '2026-11-22T05:00:00Z' };
    const said = { platform: 'demo', registerId: 'r1', ...head, ...when, ...changes };
    return signStatement(type, utf8Bytes(JSON.stringify(said)), signer.certificate, signer.sign);
  };
  const proofOf = (index: number, statement: Statement): ExistenceProof =>
    makeExistenceProof(
      { index, bytes: entries[index] ?? new Uint8Array() },
      leaves(),
      { size: SIZE, statement },
      engine,
    );
  const refusal = (changed: unknown, known = roots): unknown => {
    try {
      return checkExistenceProof(readExistenceProof(utf8Bytes(JSON.stringify(changed))), known, engine);
    } catch (error) {
      return error;
    }
  };

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    const life = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-01T00:00:00Z' };
    signer = await makeParty(engine, { commonName: '平台', serial: 2, ...life }, root);
    roots = new Map([['demo', decodeCertificate(root.certificate)]]);
    proof = proofOf(5, await countersign());
  });

  it('is one file that stays valid: it is judged at the time that the platform names', () => {
    const read = readExistenceProof(existenceProofBytes(proof));
    expect(checkExistenceProof(read, roots, engine)).toMatchObject({
      index: 5,
      entry: sealedEntry(5),
      countersignature: { platform: 'demo', size: SIZE, countersignedAt: '2026-11-22T05:00:00Z' },
    });
  });

  it('fails with the change of a single character', () => {
    const source = utf8Text(existenceProofBytes(proof));
    fc.assert(
      fc.property(fc.nat(source.length - 1), fc.constantFrom('0', 'A', 'e', ' ', '"'), (at, letter) => {
        const changed = source.slice(0, at) + letter + source.slice(at + 1);
        fc.pre(changed.replace(/\s/g, '') !== source.replace(/\s/g, ''));
        let refused: unknown = null;
        try {
          checkExistenceProof(readExistenceProof(utf8Bytes(changed)), roots, engine);
        } catch (error) {
          refused = error;
        }
        expect(refused).toMatchObject({ code: 'REGISTER_PROOF_INVALID' });
      }),
      { numRuns: 150 },
    );
  });

  it('shows no other entry, and no other place of its entry', () => {
    const other = base64.encode(encodeEntry(sealedEntry(6)));
    const inclusion = { code: 'REGISTER_PROOF_INVALID', details: { rule: 'inclusion' } };
    expect(refusal({ ...proof, entry: other })).toMatchObject(inclusion);
    expect(refusal({ ...proof, index: 6 })).toMatchObject(inclusion);
    expect(refusal({ ...proof, inclusion: [] })).toMatchObject(inclusion);
  });

  it.each<[string, object, string]>([
    ['a head before the entry', { size: 5 }, 'inclusion'],
    ['another root', { root: '00'.repeat(32) }, 'inclusion'],
    [
      'a time after the signer’s certificate',
      { countersignedAt: '2026-12-02T00:00:00Z' },
      'countersignature',
    ],
    ['a size that is no number', { size: '11' }, 'countersignature'],
  ])('does not become valid by a countersignature of %s', async (_what, changes, rule) => {
    expect(refusal(proofOf(5, await countersign(changes)))).toMatchObject({
      code: 'REGISTER_PROOF_INVALID',
      details: { rule },
    });
  });

  it('does not become valid by another statement, another signer, or bytes that are no entry', async () => {
    const status = await countersign({}, 'seal-status' as never);
    expect(refusal(proofOf(5, status))).toMatchObject({ details: { rule: 'countersignature' } });
    const elsewhere = await makeParty(engine, { commonName: '平台根', serial: 9, isAuthority: true }, null);
    const others = new Map([['demo', decodeCertificate(elsewhere.certificate)]]);
    expect(refusal(proof, others)).toMatchObject({ details: { rule: 'countersignature' } });
    const bytes = utf8Bytes('{}');
    const one = { size: 1, root: toHex(treeRoot(engine, leafHash(engine, bytes), 1)) };
    const statement = await countersign(one);
    const noEntry = makeExistenceProof(
      { index: 0, bytes },
      leafHash(engine, bytes),
      { size: 1, statement },
      engine,
    );
    expect(refusal(noEntry)).toMatchObject({ details: { rule: 'entry' } });
  });

  it('names a platform that is not known here', () => {
    expect(refusal(proof, new Map())).toMatchObject({
      code: 'REGISTER_PLATFORM_UNKNOWN',
      details: { platform: 'demo' },
    });
  });

  it.each<[string, object]>([
    ['a further field', { more: 1 }],
    ['another format', { format: 'sealdesk existence proof 2' }],
    ['no index', { index: null }],
    ['a hash in capitals', { inclusion: ['AB'.repeat(32)] }],
    ['an entry that is not base64', { entry: '?' }],
    ['a path without end', { inclusion: Array.from({ length: 65 }, () => '00'.repeat(32)) }],
  ])('is refused with %s', (_what, change) => {
    expect(refusal({ ...proof, ...change })).toMatchObject({
      code: 'REGISTER_PROOF_INVALID',
      details: { rule: 'format' },
    });
  });

  it('carries the statement as the platform made it', () => {
    const payload = base64urlnopad.decode(proof.countersignature.payload);
    expect(JSON.parse(utf8Text(payload))).toMatchObject({ registerId: 'r1' });
  });
});
