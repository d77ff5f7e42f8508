import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { findSignatureTraces } from '../../electron/core/pdf/signatures/signature-traces.ts';
import { verifyDocument } from '../../electron/services/documents/verify-document.ts';
import { engineUnderTest, secondEngine } from '../fixtures/engine-under-test.ts';
import { writeProof } from '../fixtures/proof.ts';

const ATTACKS = fileURLToPath(new URL('../../../shared/attacks/', import.meta.url));
const engine = await engineUnderTest();
const second = await secondEngine();
const names = readdirSync(ATTACKS).filter((name) => name.endsWith('.pdf'));
const verdicts: object[] = [];

afterAll(() => {
  const command = 'vitest --project conformance e2e/conformance/attacks.test.ts';
  writeProof('attacks', { command, files: verdicts.length, verdicts });
});

describe('files that attack verifiers', () => {
  it('are complete', () => {
    expect(names).toHaveLength(63);
  });

  it.each(names)(
    'are never valid, and never pass as unsigned with a trace of a signature: %s',
    async (name) => {
      const source = memorySource(readFileSync(join(ATTACKS, name)));
      const world = { engine, now: new Date('2026-12-01T00:00:00Z'), trust: { certificates: [], crls: [] } };
      const report = await verifyDocument(source, name, world);
      const { verdict, error, signatures } = report;
      expect(await verifyDocument(source, name, { ...world, engine: second })).toEqual(report);
      const reasons = signatures.map((signature) => signature.reasons);
      verdicts.push({ name, verdict, ...(error === undefined ? {} : { error: error.code }), reasons });
      expect(verdict).not.toBe('valid');
      if (findSignatureTraces(source, 1).length > 0) expect(['invalid', 'indeterminate']).toContain(verdict);
    },
  );
});
