import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import type { QueueStore } from './queue-store.ts';

/** Offers to go on with batches that an earlier start did not end; the newest is the next step of the screen. */
export function UnfinishedBatches({ store }: { readonly store: StoreApi<QueueStore> }): ReactNode {
  const texts = useTexts().queue;
  const { unfinished, resume, giveUp } = useStore(store);
  return unfinished.map(({ id, startedAt, left, total }, index) => (
    <div key={id} className="notice notice-warning" role="status" data-testid="unfinished-batch">
      <p>{texts.unfinished(formatMinute(startedAt), left, total)}</p>
      <div className="button-row">
        <Button kind={index === 0 ? 'primary' : 'secondary'} onPress={() => void resume(id)}>
          {texts.resume}
        </Button>
        <Button onPress={() => void giveUp(id)}>{texts.giveUp}</Button>
      </div>
    </div>
  ));
}
