import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { QueuePanel } from '../features/queue/queue-panel.tsx';
import { placedSeals } from './placed-seals.ts';
import { Presets } from './presets.tsx';
import type { Stores } from './stores.ts';

const NO_TOKENS: readonly TokenInfo[] = [];

/** The queue with what is placed in its document in front. */
export function Queue({ stores }: { readonly stores: Stores }): ReactNode {
  const tokens = useStore(stores.tokens, ({ view }) => view?.tokens ?? NO_TOKENS);
  const placed = useStore(stores.seal, (store) => {
    const seals = stores.isQueued(store) ? placedSeals(store) : null;
    return seals === null ? null : JSON.stringify(seals);
  });
  return (
    <QueuePanel store={stores.queue} tokens={tokens} placed={placed} presets={<Presets stores={stores} />} />
  );
}
