import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { loadSmEngine } from '../core/sm/load-engine.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { createDocumentEngine, type DocumentEngine } from '../services/documents/document-engine.ts';
import type { EvidenceSource } from '../services/documents/verify-document.ts';
import type { Clock, RandomBytes } from '../services/ports.ts';
import { nodeFiles } from './files/node-files.ts';
import { keptTrust } from './files/kept-trust.ts';
import { trustRevocation } from './trust-revocation.ts';

export const systemClock: Clock = { now: () => new Date() };

export const systemRandom: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Lets signals, timers and messages in between two steps of long work. */
export const systemTurn = (): Promise<void> => setImmediate();

/** A document engine on the system's files, clock and randomness. */
export async function nodeDocumentEngine(
  evidence: EvidenceSource,
  engine?: SmEngine,
): Promise<DocumentEngine> {
  const sm = engine ?? (await loadSmEngine());
  const readTrust = keptTrust();
  return createDocumentEngine({
    engine: sm,
    files: nodeFiles,
    clock: systemClock,
    random: systemRandom,
    turn: systemTurn,
    readTrust,
    evidence,
    revocationOf: trustRevocation(sm, systemClock, readTrust),
    onBrokenCheck: ({ code, error, at }) =>
      void process.stderr.write(`sealdesk: a check of a signature broke off: ${code} ${error} ${at ?? ''}\n`),
  });
}
