import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { ArrivedLink, LinkAction } from '../../../electron/shared/model/app-link.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type LinkState =
  | { readonly step: 'none' }
  | { readonly step: 'arrived'; readonly link: ArrivedLink }
  /** The file is downloaded or opened. */
  | { readonly step: 'following'; readonly link: ArrivedLink }
  | { readonly step: 'failed'; readonly error: AppError };

export interface LinkStore {
  readonly state: LinkState;
  /** Shows a link that came before the window was there. */
  readonly load: () => Promise<void>;
  /** Answers the link that is shown: to follow it, or to leave it. */
  readonly answer: (follow: boolean) => Promise<void>;
  readonly dismiss: () => void;
}

/** Makes the store of links that lead into the program. @param followed is told what a link that was followed has asked for */
export function createLinkStore(
  links: AppBridge['links'],
  followed: (action: LinkAction) => void,
): StoreApi<LinkStore> {
  return createStore<LinkStore>((set, get) => {
    const show = (link: ArrivedLink): void => set({ state: { step: 'arrived', link } });
    links.arrived(show);
    return {
      state: { step: 'none' },
      load: async () => {
        const waiting = await links.waiting();
        if (waiting.ok && waiting.value !== null && get().state.step === 'none') show(waiting.value);
      },
      answer: async (follow) => {
        const { state } = get();
        if (state.step !== 'arrived') return;
        const { link } = state;
        const answered: LinkState = follow ? { step: 'following', link } : { step: 'none' };
        set({ state: answered });
        const result = await links.answer({ id: link.id, follow });
        // Another link may have come meanwhile.
        const isShown = get().state === answered;
        if (isShown) set({ state: result.ok ? { step: 'none' } : { step: 'failed', error: result.error } });
        if (result.ok && follow && link.kind === 'question') followed(link.action);
      },
      dismiss: () => set({ state: { step: 'none' } }),
    };
  });
}
