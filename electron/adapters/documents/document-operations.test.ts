import { describe, expect, it } from 'vitest';
import { statusEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import { CodedError } from '../../shared/errors.ts';
import { documentPartsIn, threadedEngine, type ThreadedEngine } from './document-operations.ts';

const event = {
  ...statusEvent({ esId: 'E1', state: 'void', since: '2026-05-01', number: 7 }),
  platform: 'gd',
};
const store: EvidenceStore = {
  platforms: () => Promise.resolve([{ id: 'gd', plainValidHours: 240, lateEventHours: 24 }]),
  sealEvents: (esId) => Promise.resolve(esId === 'E1' ? [event] : []),
  lists: () => Promise.reject(new CodedError('STORE_DAMAGED')),
  lastStatusNumber: () => Promise.resolve(7),
  lateRevocations: () => Promise.resolve([]),
  existedBy: (sm3) => Promise.resolve(sm3 === 'aa' ? '2026-05-02' : null),
  registerMarks: () => Promise.resolve([]),
  bundles: () => Promise.resolve([]),
};
const open = (): ThreadedEngine =>
  threadedEngine(new URL('./document-worker.fixture.ts', import.meta.url), store, documentPartsIn('dist'));
const preparation = {
  input: 'a.pdf',
  outputPath: 'b.pdf',
  target: { kind: 'place', page: 'last', xMm: 0, yMm: 0 },
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
} as const;

describe('a threaded engine', () => {
  it('answers each of several calls with its own outcome, and its workers ask the store', async () => {
    const engine = open();
    const outcomes = await Promise.all([
      engine.summarise('encrypted.pdf'),
      engine.embed('ticket', new Uint8Array(64), null),
      engine.verify('c.pdf', 'trust', null),
    ]);
    expect(outcomes).toEqual([
      { ok: false, error: { code: 'PDF_ENCRYPTION_UNSUPPORTED' } },
      { ok: true, value: { path: 'ticket', size: 64, field: '', signedAt: '', sm3Before: '', sm3After: '' } },
      {
        file: 'c.pdf',
        verdict: 'unsigned',
        signatures: [],
        revocationListsAsOf: ['gd', '2026-05-01', '2026-05-02', 'STORE_DAMAGED'],
      },
    ]);
  });

  it('reports progress and stops with CANCELLED', async () => {
    const engine = open();
    const outcome = await engine.prepare(preparation, (done) => {
      if (done === 3) engine.cancelPreparation();
    });
    expect(outcome).toEqual({ ok: false, error: { code: 'CANCELLED' } });
  });

  it('rejects with the error of a broken invariant', async () => {
    await expect(open().summarise('throw')).rejects.toThrow('a broken invariant');
  });

  it('rejects work under way when its thread dies, and starts another thread for the next call', async () => {
    const engine = open();
    await expect(engine.summarise('crash')).rejects.toThrow('the document worker ended');
    expect(await engine.summarise('again')).toEqual({
      ok: false,
      error: { code: 'PDF_ENCRYPTION_UNSUPPORTED' },
    });
  });
});
