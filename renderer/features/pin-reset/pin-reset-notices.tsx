import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

/** What platforms have decided, in whatever place the person is; each stays until it is put away. */
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
