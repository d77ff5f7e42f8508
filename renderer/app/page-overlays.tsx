import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SealInfo } from '../../electron/shared/model/token.ts';
import { HoverGhost, PlacedGhost } from '../features/seal/seal-ghost.tsx';
import type { SealChoice } from '../features/seal/seal-store.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { clampToPage, type PagePoint } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import type { Stores } from './stores.ts';

interface GhostLayerProps {
  readonly stores: Stores;
  readonly viewer: PageViewer | null;
  /** A new value for every change of the layout, so that the overlay is measured again. */
  readonly view: ViewState;
  readonly hover: PagePoint | null;
}

/** Shows the seal over the pages: under the pointer before it is placed, then in its place. */
export function GhostLayer({ stores, viewer, view, hover }: GhostLayerProps): ReactNode {
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

interface RequestedPlaceProps {
  readonly stores: Stores;
  readonly viewer: PageViewer | null;
  /** A new value for every change of the layout, so that the mark is measured again. */
  readonly view: ViewState;
  readonly documentId: string;
}

/** The size of a round seal; the mark does not need the seal itself. */
const MARK_MM = 40;

/** Marks the place of the seal that a request asks for, while the approver looks at the document. */
export function RequestedPlace({ stores, viewer, view, documentId }: RequestedPlaceProps): ReactNode {
  const texts = useTexts().approvals;
  const viewed = useStore(stores.approvals, (store) => store.viewed);
  const isFree = useStore(stores.seal, ({ state }) => state.step === 'choosing');
  if (viewer === null || view.pages === 0 || !isFree || viewed?.documentId !== documentId) return null;
  const { target, sealName } = viewed.item;
  if (target.kind !== 'place') return null;
  const box = viewer.boxOf(target.page);
  if (box === null) return null;
  const size = MARK_MM * box.pixelsPerMm;
  const left = box.left + target.xMm * box.pixelsPerMm - size / 2;
  const top = box.top + target.yMm * box.pixelsPerMm - size / 2;
  return (
    <div className="requested-place" style={{ left, top, width: size, height: size }}>
      {texts.placeHere(sealName)}
    </div>
  );
}
