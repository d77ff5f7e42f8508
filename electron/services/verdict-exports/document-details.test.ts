import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { appendLater } from '../../core/verification/fixtures/later-revision.ts';
import { appendRevision, objectBody } from '../../core/verification/fixtures/append-revision.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { sealPdf } from '../../core/verification/fixtures/mini-world.ts';
import type { DocumentDetails } from '../../shared/model/document-details.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import type { OpenFile } from '../ports/files.ts';
import { detailsOf } from './document-details.ts';

const harness = await makeHarness();
const once = await harness.sealedBy();
const twice = await sealPdf(harness, once, { signer: harness.second });

function detailsOn(bytes: Uint8Array, trust = harness.trust): Promise<DocumentDetails> {
  const file: OpenFile = {
    ...memorySource(bytes),
    permissions: 0o600,
    unchanged: () => true,
    close: () => undefined,
  };
  return detailsOf(file, '/trust', {
    engine: harness.engine,
    clock: { now: () => new Date('2026-07-01T00:00:00Z') },
    turn: () => Promise.resolve(),
    readTrust: () => trust,
    evidence: () => Promise.resolve(NO_EVIDENCE),
  });
}

describe('detailsOf', () => {
  it('Each revision has its length, the SM3 of its bytes, its signature and the time that the signer claims', async () => {
    const { revisions } = await detailsOn(twice);
    expect(revisions.map(({ number, bytes, signatures }) => [number, bytes, signatures])).toEqual([
      [1, harness.plain.length, []],
      [2, once.length, [0]],
      [3, twice.length, [1]],
    ]);
    for (const { bytes, sm3 } of revisions) {
      expect(sm3).toBe(toHex(harness.engine.sm3(twice.subarray(0, bytes))));
    }
    expect(revisions.map(({ time }) => time?.source)).toEqual([undefined, 'signer', 'signer']);
    expect(revisions[2]?.changes).toMatchObject([{ change: 'signatureAdded', page: 0 }]);
  });

  it('A later change is listed with its page, and one of information with its time', async () => {
    const page = /(\d+) 0 obj\s<<\/Type\/Page\//.exec(Buffer.from(once).toString('latin1'))?.[1] ?? '';
    const body = objectBody(once, Number(page)).replace('/Contents', '/Rotate 90/Contents');
    const { revisions } = await detailsOn(appendRevision(once, { [page]: body }));
    expect(revisions.at(-1)?.changes).toMatchObject([{ change: 'pageChanged', page: 0, area: null }]);
    const dated = appendLater(once, { object: "# 0 obj\n<</ModDate(D:20260301120000+08'00')>>\nendobj\n" });
    expect((await detailsOn(dated)).revisions.at(-1)).toMatchObject({
      changes: [],
      hasInformation: true,
      time: { at: '2026-03-01T04:00:00.000Z', source: 'document' },
    });
  });

  it('The seal, its maker and its signer are told up to the anchor, with the list that speaks for each', async () => {
    const { signatures } = await detailsOn(once);
    const [first] = signatures;
    expect(first?.seal?.facts).toMatchObject({ esId: 'SAMPLE0001', name: '样例公章', kind: 'organisation' });
    expect(first?.signer?.isTrusted).toBe(true);
    expect(first?.signer?.steps.map(({ standing }) => standing.state)).toEqual([
      'notRevoked',
      'notRevoked',
      'anchor',
    ]);
    expect(first?.maker?.steps[0]?.certificate.subject).toContain('样例制章者');
    const fingerprint = toHex(harness.engine.sm3(harness.first.certificate));
    expect(first?.signer?.steps[0]?.certificate.sm3).toBe(fingerprint);
  });

  it('Without trust the chain ends where nobody vouches', async () => {
    const nobody = { ...harness.trust, anchors: [], intermediates: [] };
    const { signatures } = await detailsOn(once, nobody);
    expect(signatures[0]?.signer).toMatchObject({
      isTrusted: false,
      steps: [{ standing: { state: 'noPath' } }],
    });
  });
});
