import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import type { QueueStore } from './queue-store.ts';

/** Offers to go on with batches that an earlier start did not end. */
export function UnfinishedBatches({ store }: { readonly store: StoreApi<QueueStore> }): ReactNode {
  const texts = useTexts().queue;
  const { unfinished, resume, giveUp } = useStore(store);
  return unfinished.map(({ id, startedAt, left, total }) => (
    <div key={id} className="notice notice-warning" role="status" data-testid="unfinished-batch">
      <p>{texts.unfinished(formatMinute(startedAt), left, total)}</p>
      <div className="button-row">
        <Button kind="primary" onPress={() => void resume(id)}>
          {texts.resume}
        </Button>
        <Button onPress={() => void giveUp(id)}>{texts.giveUp}</Button>
      </div>
    </div>
  ));
}
