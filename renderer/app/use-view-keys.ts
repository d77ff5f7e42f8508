import { useEffect } from 'react';
import type { PageViewer } from '../lib/pdf-view/page-viewer.ts';

/** Ctrl with +, − and 0, or with the wheel, changes the size of the pages. */
export function useViewKeys(viewer: PageViewer | null): void {
  useEffect(() => {
    if (viewer === null) return;
    const onKey = (event: KeyboardEvent): void => {
      const action = event.ctrlKey || event.metaKey ? zoomFor(event.key, viewer) : null;
      if (action === null) return;
      event.preventDefault();
      action();
    };
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      viewer.zoom(event.deltaY < 0 ? 1 : -1);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('wheel', onWheel);
    };
  }, [viewer]);
}

function zoomFor(key: string, viewer: PageViewer): (() => void) | null {
  if (key === '+' || key === '=') return () => viewer.zoom(1);
  if (key === '-') return () => viewer.zoom(-1);
  return key === '0' ? () => viewer.fitWidth() : null;
}
