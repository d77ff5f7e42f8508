import { existsSync, readFileSync } from 'node:fs';
import { proofPath, writeProof } from '../../../e2e/fixtures/proof.ts';

const NAME = 'misbehaving-modules';

/** Adds the observations of one test file to a proof that several files share. */
export function addToProof(part: string, seen: readonly unknown[]): void {
  const path = proofPath(`${NAME}.json`);
  const before: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  const parts = typeof before === 'object' ? before : null;
  writeProof(NAME, { ...parts, date: new Date().toISOString(), [part]: seen });
}
