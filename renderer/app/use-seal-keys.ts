import { useEffect } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { SealStore } from '../features/seal/seal-store.ts';

/** Ctrl+Enter seals, Ctrl+Z takes a move back, Esc leaves one layer, wherever the focus is. */
export function useSealKeys(seal: StoreApi<SealStore>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = actionOf(event, seal.getState());
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [seal]);
}

function actionOf(event: KeyboardEvent, store: SealStore): (() => void) | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') return store.back;
  if (command && event.key === 'Enter') return store.askPin;
  const typing = event.target instanceof HTMLInputElement;
  return command && event.key.toLowerCase() === 'z' && !typing ? store.undo : null;
}
