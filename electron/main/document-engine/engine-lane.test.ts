import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { EngineLane } from './engine-lane.ts';
import type { EvidenceStore } from '../../services/platform/platform-evidence.ts';

const event = { platform: 'gd', esId: 'E1', state: 'void', since: '2026-05-01', number: 7 } as const;
const store: EvidenceStore = {
  sealEvents: (esId) => Promise.resolve(esId === 'E1' ? [{ ...event, reason: null, replacedBy: null }] : []),
  lists: () => Promise.reject(new CodedError('STORE_DAMAGED')),
  lastStatusNumber: () => Promise.resolve(7),
  existedBy: (sm3) => Promise.resolve(sm3 === 'aa' ? '2026-05-02' : null),
};
const lane = (): EngineLane =>
  new EngineLane(new URL('./engine-lane.fixture.ts', import.meta.url), { home: '/home', store });
const preparation = {
  input: 'a.pdf',
  outputPath: 'b.pdf',
  target: { kind: 'place', page: 'last', xMm: 0, yMm: 0 },
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
} as const;

describe('a lane', () => {
  it('answers each of several calls with its own outcome, and what they ask of the store', async () => {
    const worker = lane();
    const outcomes = await Promise.all([
      worker.call('summarise', ['encrypted.pdf']),
      worker.call('complete', ['ticket', new Uint8Array(64), null]),
      worker.call('verify', ['c.pdf', 'trust', null]),
    ]);
    expect(outcomes).toEqual([
      { ok: false, error: { code: 'PDF_ENCRYPTED' } },
      { ok: true, value: { path: 'ticket', size: 64, field: '', signedAt: '', sm3Before: '', sm3After: '' } },
      {
        file: 'c.pdf',
        verdict: 'unsigned',
        signatures: [],
        revocationListsAsOf: ['/home', '2026-05-01', '2026-05-02', 'STORE_DAMAGED'],
      },
    ]);
  });

  it('tells of progress and stops with CANCELLED', async () => {
    const worker = lane();
    const outcome = await worker.call('prepare', [preparation], (done) => {
      if (done === 3) worker.cancel();
    });
    expect(outcome).toEqual({ ok: false, error: { code: 'CANCELLED' } });
  });

  it('passes a broken invariant on as an error', async () => {
    await expect(lane().call('summarise', ['throw'])).rejects.toThrow('a broken invariant');
  });

  it('fails what was under way when its thread dies, and starts another for the next call', async () => {
    const worker = lane();
    await expect(worker.call('summarise', ['crash'])).rejects.toThrow('the document worker ended');
    expect(await worker.call('summarise', ['again'])).toEqual({
      ok: false,
      error: { code: 'PDF_ENCRYPTED' },
    });
  });
});
