import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { SeenArea } from '../../../../electron/shared/model/document-details.ts';
import type { SealInfo } from '../../../../electron/shared/model/token.ts';
import { type Messages, useTexts } from '../../../lib/i18n/use-texts.ts';
import { SealPicture } from '../../../ui/seal-view.tsx';
import { clampToPage, frameOnPage, type PagePoint } from '../../../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../../../lib/pdf-view/page-viewer.ts';
import { type Ghost, ghostsOf } from './ghosts.ts';
import { isAtPoint, isSameSeal, type PlaceRow } from './place-rows.ts';
import type { PlanStore } from './plan-store.ts';
import { DatePicture, type GhostMoves, HoverGhost, PlacedGhost } from './seal-ghost.tsx';
import type { SealStore } from '../seal-state.ts';
import {
  drawnLines,
  onceFound,
  signingAreas,
  signingSnaps,
  textLevels,
  underscoreLines,
} from './text-snap.ts';
import { areaLines, pageLines, type SnapLine, snapped } from './snap.ts';

interface Props {
  readonly seal: StoreApi<SealStore>;
  readonly plan: StoreApi<PlanStore>;
  /** The seals on all keys. */
  readonly seals: readonly SealInfo[];
  readonly viewer: PageViewer;
  /** A new value for every change of the layout, so that the overlay is measured again. */
  readonly view: ViewState;
  readonly hover: PagePoint | null;
  /** Returns what a page shows already that a seal may line up with: other seals. */
  readonly areasOn: (page: number) => readonly SeenArea[];
}

/** More pages than a screen shows on either side of the present one; the ghosts of others are not drawn. */
const PAGES_AROUND = 8;
/** How near a line has to be, in CSS pixels. */
const SNAP_PIXELS = 6;

interface Guides {
  readonly page: number;
  readonly lines: readonly SnapLine[];
}

/** Shows every seal of the list in its places over the pages, the empty fields, and before that the seal under the pointer. */
export function GhostLayer(props: Props): ReactNode {
  const { viewer, view, seals, hover } = props;
  const { state, subject, bound } = useStore(props.seal);
  if (subject === null) return null;
  const seal = 'choice' in state ? seals.find((each) => isSameSeal(each, state.choice)) : undefined;
  const canPlace = (state.step === 'placing' || state.step === 'placed') && bound === null;
  const size = hover === null ? undefined : subject.pages[hover.page];
  const box = hover === null ? null : viewer.boxOf(hover.page);
  return (
    <>
      {canPlace && <FieldFrames {...props} near={(page) => Math.abs(page - view.page) <= PAGES_AROUND} />}
      {state.step === 'placing' &&
        seal !== undefined &&
        hover !== null &&
        size !== undefined &&
        box !== null && <HoverGhost seal={seal} at={clampToPage(hover, seal, size)} box={box} />}
      {'rows' in state && (
        <Ghosts {...props} rows={state.rows} canMove={state.step === 'placed' && bound === null} />
      )}
    </>
  );
}

interface GhostsProps extends Props {
  readonly rows: readonly PlaceRow[];
  readonly canMove: boolean;
}

function Ghosts({ seal: store, plan, seals, viewer, view, areasOn, rows, canMove }: GhostsProps): ReactNode {
  const { subject, selected, fresh, select, drag, nudge, remove, tookFocus } = useStore(store);
  const plans = useStore(plan, (known) => known.plans);
  const texts = useTexts();
  const [guides, setGuides] = useState<Guides | null>(null);
  const [from, to] = [view.page - PAGES_AROUND, view.page + PAGES_AROUND];
  const ghosts = useMemo(
    () =>
      subject === null
        ? []
        : rows.flatMap((row) => {
            const drawn = { pages: subject.pages.length, fields: subject.fields, plans };
            return ghostsOf(row, drawn, from, to);
          }),
    [rows, subject, plans, from, to],
  );
  const freshPage = ghosts.find(({ row }) => row.id === fresh)?.page;
  const [read] = useState(() => new Map<number, readonly SnapLine[]>());
  useEffect(() => void read.clear(), [read, view.layout]);
  /** The lines of text of a page are read once while it is laid out as it is. */
  const textLinesOn = (page: number): readonly SnapLine[] =>
    onceFound(read, page, () => readTextLines(viewer, page));
  const lineUp = (ghost: Ghost, point: PagePoint): PagePoint => {
    const { row } = ghost;
    const page = subject?.pages[point.page];
    const box = viewer.boxOf(point.page);
    if (page === undefined || box === null || !isAtPoint(row.rule)) return point;
    const others = ghosts.filter((other) => other.row.id !== row.id && other.page === point.page);
    const fields = (subject?.fields ?? []).flatMap(({ place }) =>
      place?.page === point.page ? [place] : [],
    );
    const areas = [...areasOn(point.page), ...others.map(({ seen }) => seen), ...fields];
    const lines = [...pageLines(page), ...areas.flatMap(areaLines), ...textLinesOn(point.page)];
    const found = snapped(point, ghost.whole, lines, SNAP_PIXELS / box.pixelsPerMm);
    setGuides({ page: point.page, lines: found.lines });
    return { page: point.page, xMm: found.xMm, yMm: found.yMm };
  };
  const movesOf = (ghost: Ghost): GhostMoves => ({
    onSelect: () => select(ghost.row.id),
    onDrag: (point, continues, isFree) =>
      drag(ghost.row.id, isFree ? point : lineUp(ghost, point), continues),
    onDrop: () => setGuides(null),
    onNudge: nudge,
    onRemove: () => remove(ghost.row.id),
    onFocused: tookFocus,
    pointAt: (x, y) => viewer.pointAt(x, y),
  });
  return (
    <>
      {ghosts.map((ghost) => {
        const shown = contentOf(ghost, seals, texts);
        const box = viewer.boxOf(ghost.page);
        if (shown === null || box === null) return null;
        return (
          <PlacedGhost
            key={ghost.key}
            ghost={ghost}
            label={shown.label}
            box={box}
            isSelected={canMove && ghost.row.id === selected}
            takesFocus={ghost.row.id === fresh && ghost.page === freshPage}
            moves={canMove ? movesOf(ghost) : null}
          >
            {shown.content}
          </PlacedGhost>
        );
      })}
      {guides !== null && <GuideLines guides={guides} viewer={viewer} />}
    </>
  );
}

/** Returns the lines of text of a page, and those to seal and sign on, written or drawn. */
function readTextLines(viewer: PageViewer, page: number): readonly SnapLine[] {
  const words = viewer.wordsOn(page);
  const drawn = signingAreas(words).flatMap((area) => {
    const pixels = viewer.pixelsOn(page, area);
    return pixels === null ? [] : drawnLines(pixels);
  });
  return [...textLevels(words), ...[...underscoreLines(words), ...drawn].flatMap(signingSnaps)];
}

/** Returns what a ghost shows and its name; null for a seal whose key is not plugged in. */
function contentOf(
  { row, date, whole }: Ghost,
  seals: readonly SealInfo[],
  { seal, beside }: Messages,
): { readonly content: ReactNode; readonly label: string } | null {
  const { rule } = row;
  if (rule.kind === 'date') {
    const text = date ?? '';
    const content = <DatePicture text={text} whole={whole} />;
    return { content, label: beside.ghost(beside.dateRow(text)) };
  }
  if (rule.kind === 'handwriting') {
    const content = <SealPicture picture={rule.picture} pictureType="png" alt="" />;
    return { content, label: beside.ghost(beside.noSignature) };
  }
  const info = seals.find((each) => isSameSeal(each, row.seal));
  if (info === undefined) return null;
  const content = <SealPicture picture={info.picture} pictureType={info.pictureType} alt="" />;
  return { content, label: seal.ghost(info.name) };
}

/** Shows the lines that the seal in hand has lined up with. */
function GuideLines({ guides, viewer }: { readonly guides: Guides; readonly viewer: PageViewer }): ReactNode {
  const box = viewer.boxOf(guides.page);
  if (box === null) return null;
  return guides.lines.map(({ axis, atMm }) => {
    const at = atMm * box.pixelsPerMm;
    const style =
      axis === 'x'
        ? { left: box.left + at, top: box.top, width: 1, height: box.height }
        : { left: box.left, top: box.top + at, width: box.width, height: 1 };
    return <div key={axis} className="snap-guide" style={style} aria-hidden="true" data-axis={axis} />;
  });
}

interface FieldsProps extends Props {
  readonly near: (page: number) => boolean;
}

/** Draws the empty signature fields where the document has them; one that is clicked takes the seal. */
function FieldFrames({ seal: store, viewer, near }: FieldsProps): ReactNode {
  const texts = useTexts().seal;
  const { subject, add } = useStore(store);
  return (subject?.fields ?? []).map(({ name, place }) => {
    const box = place === null || !near(place.page) ? null : viewer.boxOf(place.page);
    const frame = place === null || box === null ? null : frameOnPage(place, box);
    if (frame === null) return null;
    return (
      <button
        key={name}
        type="button"
        className="field-frame"
        style={frame}
        title={texts.fieldText(name)}
        aria-label={texts.fieldText(name)}
        data-testid="field-frame"
        onClick={(event) => {
          event.stopPropagation();
          add({ kind: 'field', name });
        }}
      />
    );
  });
}
