import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { withKeptSignatures } from '../kept/kept-signatures.ts';
import { readTrustStore } from '../x509/trust-store.ts';
import { makeHarness, ORDINARY } from './fixtures/harness.ts';
import { makeRevocationList } from './fixtures/mini-authority.ts';
import { makerListOf, samplePicture, sealContent } from './fixtures/mini-world.ts';
import type { DocumentVerdict } from './judging.ts';
import { verifyPdf } from './verify.ts';

const harness = await makeHarness();
const { engine, root, issuing, first, second, trust, sealedBy } = harness;

/** Changes one byte of a file from its end on, where signature and picture lie. */
function spoilt(bytes: Uint8Array, back: number): Uint8Array {
  const changed = bytes.slice();
  const at = changed.length - back;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

const picture = { ...sealContent(first).picture, data: samplePicture(90) };
const genuine = await sealedBy();
const documents = [
  genuine,
  await sealedBy({ signer: second }),
  await sealedBy({ shown: picture }),
  await sealedBy({ maker: first }),
  ...[900, 2_000, 4_000, 9_000].map((back) => spoilt(genuine, back)),
];
const material = {
  certificates: [root.certificate, issuing.certificate],
  crls: harness.revocationLists,
  makerStatements: harness.makerStatements,
};
const revoked = [{ serial: Uint8Array.of(4), revokedAt: new Date('2026-03-01T00:00:00Z'), reason: 1 }];
const revoking = [await makeRevocationList(root), await makeRevocationList(issuing, { revoked })];
const others = await makerListOf(root, [second]);
const circumstances = [
  { ...ORDINARY, trust },
  { ...ORDINARY, trust: readTrustStore({ ...material, crls: revoking }) },
  { ...ORDINARY, trust: readTrustStore({ ...material, certificates: [root.certificate] }) },
  { ...ORDINARY, trust: readTrustStore({ ...material, makerStatements: [others] }) },
  { ...ORDINARY, trust, now: new Date('2040-01-01T00:00:00Z') },
];

/** Judges each document by a program that has judged no other: its modules keep nothing yet. */
async function judgedAlone(): Promise<DocumentVerdict[][]> {
  const all: DocumentVerdict[][] = [];
  for (const bytes of documents) {
    vi.resetModules();
    const fresh = await import('./verify.ts');
    const verdicts: DocumentVerdict[] = [];
    for (const inputs of circumstances) {
      verdicts.push(await fresh.verifyPdf(memorySource(bytes), { engine, ...inputs }));
    }
    all.push(verdicts);
  }
  return all;
}

describe('a verdict', () => {
  it('is the same whatever was judged before in the process, under other lists and at other times', async () => {
    const alone = await judgedAlone();
    const keeping = withKeptSignatures(engine);
    const one = fc.record({
      document: fc.nat(documents.length - 1),
      under: fc.nat(circumstances.length - 1),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 2, maxLength: 6 }), async (order) => {
        for (const { document, under } of order) {
          const [bytes, inputs] = [documents[document], circumstances[under]];
          if (bytes === undefined || inputs === undefined) throw new Error('no such case');
          const verdict = await verifyPdf(memorySource(bytes), { engine: keeping, ...inputs });
          expect(verdict).toEqual(alone[document]?.[under]);
        }
      }),
      { numRuns: 20 },
    );
    expect(new Set(alone.flat().map(({ verdict }) => verdict)).size).toBe(3);
    expect(new Set(alone.flat().map((each) => JSON.stringify(each))).size).toBeGreaterThan(12);
  });
});
