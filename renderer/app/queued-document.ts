import type { StoreApi } from 'zustand/vanilla';
import { DEFAULT_OUTPUT_PATTERN } from '../../electron/shared/model/sealing-batch.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import type { QueueEffects } from '../features/queue/queue-store.ts';
import type { SealStore } from '../features/seal/seal-store.ts';
import type { AppStore } from './app-store.ts';
import { placedSeals } from './placed-seals.ts';

interface Parts {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly seal: StoreApi<SealStore>;
  readonly whenIdle: (action: () => void) => void;
}

/** Returns what the queue does with the pages: it shows one of its documents at a time, with the seals where they are. */
export function showQueued({ app, documents, seal, whenIdle }: Parts): QueueEffects {
  /** The document that the queue has opened. */
  let queued: string | null = null;
  const show: QueueEffects['opened'] = (result) => {
    const before = seal.getState();
    documents.getState().show(result, queued);
    if (result.ok) queued = result.value.id;
    const { subject } = seal.getState();
    if ('choice' in before.state && subject !== null) seal.setState({ ...before, subject });
  };
  return {
    opened: (result) => whenIdle(() => show(result)),
    left: () => {
      if (queued !== null) documents.getState().close(queued);
      queued = null;
    },
    placed: () => placedSeals(seal.getState()),
    usualPattern: () => app.getState().info?.settings.outputPattern ?? DEFAULT_OUTPUT_PATTERN,
  };
}
