import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { SeenArea } from '../../../../electron/shared/model/document-details.ts';
import type { SealInfo } from '../../../../electron/shared/model/token.ts';
import { areaAround, centreOf, type PageBox, type PagePoint } from '../../../lib/pdf-view/page-point.ts';
import { SealPicture } from '../../../ui/seal-view.tsx';
import type { Ghost } from './ghosts.ts';

interface HoverProps {
  readonly seal: SealInfo;
  readonly at: PagePoint;
  readonly box: PageBox;
}

/** Shows the seal at its true size under the pointer before it is placed. */
export function HoverGhost({ seal, at, box }: HoverProps): ReactNode {
  return (
    <div className="ghost ghost-hover" style={frameOf(areaAround(at, seal), box)} aria-hidden="true">
      <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
    </div>
  );
}

/** What a person can do with a ghost by hand. */
export interface GhostMoves {
  readonly onSelect: () => void;
  /**
   * @param continues true once the same drag has moved it; @param isFree true if it lines up with nothing
   * @returns true if it moved
   */
  readonly onDrag: (point: PagePoint, continues: boolean, isFree: boolean) => boolean;
  readonly onDrop: () => void;
  readonly onNudge: (xMm: number, yMm: number) => void;
  readonly onRemove: () => void;
  readonly onFocused: () => void;
  /** Returns the place under a point of the window. */
  readonly pointAt: (clientX: number, clientY: number) => PagePoint | null;
}

interface GhostProps {
  readonly ghost: Ghost;
  /** What it shows, at the size of the whole. */
  readonly children: ReactNode;
  /** Names it, with what keys do. */
  readonly label: string;
  readonly box: PageBox;
  /** Whether its row is in hand. */
  readonly isSelected: boolean;
  /** Whether it is to take the focus. */
  readonly takesFocus: boolean;
  /** Null for a ghost that cannot be moved now. */
  readonly moves: GhostMoves | null;
}

/** Shows a seal, its slice, or what stands beside it in its place, translucent until it is applied; it can be dragged and moved by keys. */
export function PlacedGhost(props: GhostProps): ReactNode {
  const { ghost, children, label, box, isSelected, takesFocus, moves } = props;
  const element = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly xMm: number; readonly yMm: number; continues: boolean } | null>(null);
  const { seen, whole } = ghost;
  useEffect(() => {
    if (!takesFocus) return;
    element.current?.focus({ preventScroll: true });
    moves?.onFocused();
  }, [takesFocus, moves]);
  const drag = (event: PointerEvent): void => {
    const held = grip.current;
    const under = held === null ? null : moves?.pointAt(event.clientX, event.clientY);
    if (!moves || !held || !under) return;
    const point = { page: under.page, xMm: under.xMm - held.xMm, yMm: under.yMm - held.yMm };
    if (moves.onDrag(point, held.continues, event.altKey)) held.continues = true;
  };
  const take = (event: PointerEvent<HTMLDivElement>): void => {
    const under = moves?.pointAt(event.clientX, event.clientY);
    if (!moves || !under || event.button !== 0) return;
    moves.onSelect();
    const centre = centreOf(whole);
    grip.current = { xMm: under.xMm - centre.xMm, yMm: under.yMm - centre.yMm, continues: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drop = (): void => {
    grip.current = null;
    moves?.onDrop();
  };
  return (
    <div
      ref={element}
      className={isSelected ? 'ghost ghost-selected' : 'ghost'}
      style={frameOf(seen, box)}
      role="application"
      tabIndex={0}
      aria-label={label}
      data-testid="ghost"
      data-page={ghost.page + 1}
      data-row={ghost.row.id}
      onClick={(event) => event.stopPropagation()}
      onFocus={() => moves?.onSelect()}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={(event) => moves !== null && actOnKey(event, moves)}
    >
      <div className="ghost-whole" style={insideOf(seen, whole, box.pixelsPerMm)}>
        {children}
      </div>
    </div>
  );
}

interface DateProps {
  readonly text: string;
  readonly whole: SeenArea;
}

/** Shows a date as large as it will be; its letters are those of the screen. */
export function DatePicture({ text, whole }: DateProps): ReactNode {
  const { widthMm, heightMm } = whole;
  return (
    <svg className="seal-picture" viewBox={`0 0 ${widthMm} ${heightMm}`} aria-hidden="true">
      <text y={heightMm * ON_LINE} fontSize={heightMm} textLength={widthMm} lengthAdjust="spacingAndGlyphs">
        {text}
      </text>
    </svg>
  );
}

/** Letters stand on a line so far down the em box. */
const ON_LINE = 0.88;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves what is in hand by the arrow keys, 1 mm or with Shift 10 mm, and removes it by Delete. */
export function actOnKey(
  event: KeyboardEvent,
  { onNudge, onRemove }: Pick<GhostMoves, 'onNudge' | 'onRemove'>,
): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const arrow = ARROWS[event.key];
  if (arrow === undefined && event.key !== 'Delete') return;
  event.preventDefault();
  if (arrow === undefined) return onRemove();
  const step = event.shiftKey ? 10 : 1;
  onNudge(arrow[0] * step, arrow[1] * step);
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the frame of a seal in the scrolled content, in CSS pixels. */
function frameOf({ xMm, yMm, widthMm, heightMm }: SeenArea, box: PageBox): Frame {
  const { pixelsPerMm } = box;
  return {
    left: box.left + xMm * pixelsPerMm,
    top: box.top + yMm * pixelsPerMm,
    width: widthMm * pixelsPerMm,
    height: heightMm * pixelsPerMm,
  };
}

/** Returns the frame of the whole seal within that of its slice. */
function insideOf(seen: SeenArea, whole: SeenArea, pixelsPerMm: number): Frame {
  return {
    left: (whole.xMm - seen.xMm) * pixelsPerMm,
    top: (whole.yMm - seen.yMm) * pixelsPerMm,
    width: whole.widthMm * pixelsPerMm,
    height: whole.heightMm * pixelsPerMm,
  };
}
