import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SignatureReport } from '../../electron/shared/model/verification-report.ts';
import { GhostLayer } from '../features/seal/places/ghost-layer.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import type { PagePoint } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import type { Stores } from './stores.ts';

interface GhostsProps {
  readonly stores: Stores;
  readonly viewer: PageViewer | null;
  /** A new value for every change of the layout, so that the overlay is measured again. */
  readonly view: ViewState;
  readonly hover: PagePoint | null;
  /** The signatures that the document has, as far as they were verified. */
  readonly signatures: readonly SignatureReport[];
}

/** Shows the seals of the list (盖章清单) over the pages; they line up with the seals that the document has. */
export function ListedSeals({ stores, viewer, view, hover, signatures }: GhostsProps): ReactNode {
  const tokens = useStore(stores.tokens, (store) => store.view);
  if (viewer === null || view.pages === 0) return null;
  return (
    <GhostLayer
      seal={stores.seal}
      plan={stores.plan}
      seals={(tokens?.tokens ?? []).flatMap((token) => token.seals)}
      viewer={viewer}
      view={view}
      hover={hover}
      areasOn={(page) => signatures.flatMap(({ place }) => (place?.page === page ? [place] : []))}
    />
  );
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
