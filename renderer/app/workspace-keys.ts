import { useEffect } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { SealStore } from '../features/seal/seal-state.ts';
import type { PageViewer } from '../lib/pdf-view/page-viewer.ts';
import { isCommand, useWindowKeys } from '../lib/window-keys.ts';

/**
 * Listens for keys wherever the focus is: Ctrl+Enter seals, Ctrl+Z takes a change of the list back, Ctrl+Y and
 * Ctrl+Shift+Z make it again, Esc leaves one layer.
 * @param canSeal false while the queue of many documents has the button that seals
 */
export function useSealKeys(seal: StoreApi<SealStore>, canSeal: boolean): void {
  useWindowKeys((event) => actionOf(event, seal.getState(), canSeal));
}

function actionOf(event: KeyboardEvent, store: SealStore, canSeal: boolean): (() => void) | null {
  const command = isCommand(event);
  if (event.key === 'Escape') return store.back;
  if (command && event.key === 'Enter') return canSeal ? store.askPin : null;
  const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
  if (!command || typing) return null;
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) return store.redo;
  return key === 'z' ? store.undo : null;
}

/** Changes the size of the pages by Ctrl with +, − and 0, or with the wheel. */
export function useViewKeys(viewer: PageViewer | null): void {
  useWindowKeys((event) => (viewer !== null && isCommand(event) ? zoomFor(event.key, viewer) : null));
  useEffect(() => {
    if (viewer === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      viewer.zoom(event.deltaY < 0 ? 1 : -1);
    };
    window.addEventListener('wheel', onWheel, { passive: false });
    return () => window.removeEventListener('wheel', onWheel);
  }, [viewer]);
}

function zoomFor(key: string, viewer: PageViewer): (() => void) | null {
  if (key === '+' || key === '=') return () => viewer.zoom(1);
  if (key === '-') return () => viewer.zoom(-1);
  return key === '0' ? () => viewer.fit('page-width') : null;
}
