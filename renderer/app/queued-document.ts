import type { StoreApi } from 'zustand/vanilla';
import { DEFAULT_OUTPUT_PATTERN } from '../../electron/shared/model/sealing-batch.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import type { QueueEffects } from '../features/queue/queue-store.ts';
import type { SealStore } from '../features/seal/seal-state.ts';
import type { AppStore } from './app-store.ts';
import { placedSeals } from './placed-seals.ts';

interface Parts {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly seal: StoreApi<SealStore>;
  readonly whenIdle: (action: () => void) => void;
}

/** Returns what the queue does with the pages: it shows one of its documents at a time, with the seals where they are. */
export function showQueued({ app, documents, seal, whenIdle }: Parts): QueuedDocument {
  /** The document that the queue has opened. */
  let queued: string | null = null;
  /** The seals that were placed last: a document that cannot be opened shows none. */
  let placed: SealStore | null = null;
  // Seals on a document that was opened otherwise are for that one alone.
  const isInFront = ({ subject }: Pick<SealStore, 'subject'>): boolean =>
    subject !== null && subject.documentId === queued;
  const restore = (): void => {
    const now = seal.getState();
    if (placed !== null && isInFront(now)) seal.setState({ ...placed, subject: now.subject });
  };
  seal.subscribe((now) => {
    if (isInFront(now)) placed = 'choice' in now.state ? now : null;
  });
  const show: QueueEffects['opened'] = (result) => {
    documents.getState().show(result, queued);
    if (result.ok) queued = result.value.id;
    restore();
  };
  return {
    opened: (result) => whenIdle(() => show(result)),
    left: () => {
      if (queued !== null) documents.getState().close(queued);
      [queued, placed] = [null, null];
    },
    isInFront,
    usualPattern: () => app.getState().info?.settings.outputPattern ?? DEFAULT_OUTPUT_PATTERN,
    placed: () => (placed === null ? null : placedSeals(placed)),
    followUnlocked: (unlocked) =>
      documents.subscribe(({ state }, former) => {
        const before = former.state.step === 'open' ? former.state.document.id : null;
        if (state.step !== 'open' || before === null || before !== queued) return;
        const { id, unlockedBy } = state.document;
        if (id === queued || unlockedBy !== id) return;
        queued = id;
        restore();
        unlocked(id);
      }),
  };
}

interface QueuedDocument extends QueueEffects {
  /** Tells whether what is being sealed is the queue's document, and not one that was opened beside the queue. */
  readonly isInFront: (store: Pick<SealStore, 'subject'>) => boolean;
  /** Calls back when the person has opened the queue's document by its password, with its id since then. */
  readonly followUnlocked: (unlocked: (documentId: string) => void) => void;
}
