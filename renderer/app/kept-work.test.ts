import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { DocumentState, DocumentStore } from '../features/documents/document-store.ts';
import type { SealStore } from '../features/seal/seal-state.ts';
import type { VerifyStore } from '../features/verify/verify-store.ts';
import { keepWork } from './kept-work.ts';

const [a, b] = [{ id: 'a' } as OpenDocument, { id: 'b' } as OpenDocument];
const now = (document: OpenDocument | null, tabs: readonly OpenDocument[]): DocumentStore => {
  const state: DocumentState = document === null ? { step: 'none' } : { step: 'open', document };
  // The rest of the store is not asked.
  return { state, tabs } as DocumentStore;
};

function setUp() {
  const begun: string[] = [];
  const asked: string[] = [];
  const seal = createStore<SealStore>(() => ({ bound: null }) as SealStore);
  const verify = createStore<VerifyStore>(() => ({
    state: { step: 'none' },
    verify: async (id) => void asked.push(`verify ${id}`),
    renew: async () => void asked.push('renew'),
    show: () => undefined,
    clear: () => undefined,
  }));
  const follow = keepWork({ verify, seal }, (state) => {
    begun.push(state.step === 'open' ? state.document.id : state.step);
    seal.setState({ bound: null });
  });
  return { begun, asked, seal, verify, follow };
}

describe('keepWork', () => {
  it('gives a document that comes to the front again the seals that were placed on it, and its report', () => {
    const { begun, asked, seal, verify, follow } = setUp();
    follow(now(a, [a]), now(null, []));
    seal.setState({ bound: 'placed on a' });
    // Only its step is looked at.
    const report = { step: 'done', documentId: 'a' } as VerifyStore['state'];
    verify.setState({ state: report });
    follow(now(b, [a, b]), now(a, [a]));
    expect(seal.getState().bound).toBeNull();
    follow(now(a, [a, b]), now(b, [a, b]));
    expect({ bound: seal.getState().bound, report: verify.getState().state }).toEqual({
      bound: 'placed on a',
      report,
    });
    expect({ begun, asked }).toEqual({ begun: ['a', 'b'], asked: ['renew'] });
  });

  it('forgets what was done with a document that is closed', () => {
    const { begun, seal, follow } = setUp();
    follow(now(a, [a]), now(null, []));
    seal.setState({ bound: 'placed on a' });
    follow(now(b, [b]), now(a, [a]));
    follow(now(a, [a, b]), now(b, [b]));
    expect({ begun, bound: seal.getState().bound }).toEqual({ begun: ['a', 'b', 'a'], bound: null });
  });
});
