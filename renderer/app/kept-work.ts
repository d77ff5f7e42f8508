import type { StoreApi } from 'zustand/vanilla';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { DocumentState, DocumentStore } from '../features/documents/document-store.ts';
import type { SealStore, SealSubject } from '../features/seal/seal-state.ts';
import type { VerifyState, VerifyStore } from '../features/verify/verify-store.ts';

interface Work {
  readonly verify: StoreApi<VerifyStore>;
  readonly seal: StoreApi<SealStore>;
}

interface Kept {
  readonly verified: VerifyState;
  readonly sealing: SealStore;
}

/**
 * Keeps what a person did with each open document while another one is in front: its report, and the seals that are
 * placed but not applied.
 * @param begin begins the work with a document that was not in front before
 * @returns what is to be called with each change of the open documents
 */
export function keepWork(
  work: Work,
  begin: typeof beginWork,
): (now: DocumentStore, former: DocumentStore) => void {
  const { verify, seal } = work;
  const kept = new Map<string, Kept>();
  const restore = (id: string, { verified, sealing }: Kept): void => {
    kept.delete(id);
    verify.setState({ state: verified });
    seal.setState(sealing);
    // Lists may have come since: the report stays until the new one is there.
    if (verified.step === 'done') void verify.getState().renew();
    else void verify.getState().verify(id);
  };
  return ({ state, tabs }, former) => {
    if (state === former.state) return;
    const left = former.state.step === 'open' ? former.state.document.id : null;
    if (left !== null && tabs.some(({ id }) => id === left)) {
      kept.set(left, { verified: verify.getState().state, sealing: seal.getState() });
    }
    for (const id of kept.keys()) if (!tabs.some((tab) => tab.id === id)) kept.delete(id);
    const found = state.step === 'open' ? kept.get(state.document.id) : undefined;
    if (state.step === 'open' && found !== undefined) restore(state.document.id, found);
    else begin(state, work);
  };
}

/** Begins the work with the document in front: verifies its seals and begins sealing anew. */
export function beginWork(state: DocumentState, { verify, seal }: Work): void {
  if (state.step !== 'open') {
    verify.getState().clear();
    return seal.getState().begin(null);
  }
  const { id } = state.document;
  const { state: known } = verify.getState();
  if (known.step === 'none' || known.documentId !== id) void verify.getState().verify(id);
  const { state: sealing } = seal.getState();
  if (sealing.step === 'sealed' && sealing.outcome.document.id === id) return;
  seal.getState().begin(subjectOf(state.document));
}

/** Returns what sealing needs of a document; null if it cannot be sealed. */
export function subjectOf({ id, format, sealability }: OpenDocument): SealSubject | null {
  if (!sealability.possible) return null;
  const { pages, emptyFields: fields } = sealability;
  return { documentId: id, pages, fields, format };
}
