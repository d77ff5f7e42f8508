import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Notice } from '../../ui/error-view.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

/** Shows the platforms' decisions in every place of the window; each stays until it is closed. */
export function PinResetNotices({ resets }: { readonly resets: StoreApi<PinResetStore> }): ReactNode {
  const texts = useTexts().pinReset;
  const { news, dismiss } = useStore(resets);
  return news.map((reset) => (
    <Notice
      key={`${reset.number} ${reset.state}`}
      tone={reset.state === 'approved' || reset.state === 'done' ? 'good' : 'doubt'}
      text={texts.news(reset.number, texts.states[reset.state])}
      onClose={() => dismiss(reset)}
    />
  ));
}
