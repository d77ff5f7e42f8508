import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SealInfo } from '../../electron/shared/model/token.ts';
import { HoverGhost, PlacedGhost } from '../features/seal/seal-ghost.tsx';
import type { SealChoice } from '../features/seal/seal-store.ts';
import { clampToPage, type PagePoint } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import type { Stores } from './stores.ts';

interface Props {
  readonly stores: Stores;
  readonly viewer: PageViewer | null;
  /** A new one for every change of the layout: the ghosts are then measured again. */
  readonly view: ViewState;
  readonly hover: PagePoint | null;
}

/** The seal over the pages: under the pointer while it has no place, then where it was put. */
export function GhostLayer({ stores, viewer, view, hover }: Props): ReactNode {
  const { state, subject, bound, place, nudge } = useStore(stores.seal);
  const tokens = useStore(stores.tokens, (store) => store.view);
  if (viewer === null || view.pages === 0 || !('choice' in state)) return null;
  const seal = tokens?.tokens
    .flatMap((token) => token.seals)
    .find((candidate) => isChosen(candidate, state.choice));
  if (seal === undefined) return null;
  if (state.step === 'placing') {
    const size = hover === null ? undefined : subject?.pages[hover.page];
    const box = hover === null ? null : viewer.boxOf(hover.page);
    if (hover === null || size === undefined || box === null) return null;
    return <HoverGhost seal={seal} at={clampToPage(hover, seal, size)} box={box} />;
  }
  if (state.target.kind !== 'place') return null;
  const box = viewer.boxOf(state.target.page);
  if (box === null) return null;
  return (
    <PlacedGhost
      seal={seal}
      at={state.target}
      box={box}
      canMove={state.step === 'placed' && bound === null}
      onMove={place}
      onNudge={nudge}
      pointAt={(x, y) => viewer.pointAt(x, y)}
    />
  );
}

function isChosen(seal: SealInfo, choice: SealChoice): boolean {
  return seal.esId === choice.esId && seal.tokenSerial === choice.tokenSerial;
}
