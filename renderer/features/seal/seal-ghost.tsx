import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageBox, PagePoint } from '../../lib/pdf-view/page-point.ts';
import { SealPicture } from '../../ui/seal-view.tsx';

interface FrameProps {
  readonly seal: SealInfo;
  readonly at: PagePoint;
  readonly box: PageBox;
}

/** Shows the seal at its true size under the pointer before it is placed. */
export function HoverGhost({ seal, at, box }: FrameProps): ReactNode {
  return (
    <div className="ghost ghost-hover" style={frameOf({ seal, at, box })} aria-hidden="true">
      <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
    </div>
  );
}

interface PlacedProps extends FrameProps {
  readonly canMove: boolean;
  readonly onMove: (point: PagePoint) => void;
  readonly onNudge: (xMm: number, yMm: number) => void;
  /** Returns the place under a point of the window. */
  readonly pointAt: (clientX: number, clientY: number) => PagePoint | null;
}

/** Shows the placed seal, translucent until it is applied; it can be dragged and moved by keys. */
export function PlacedGhost({ seal, at, box, canMove, onMove, onNudge, pointAt }: PlacedProps): ReactNode {
  const texts = useTexts().seal;
  const element = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly xMm: number; readonly yMm: number } | null>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  const drag = (event: PointerEvent): void => {
    const under = grip.current === null ? null : pointAt(event.clientX, event.clientY);
    if (under === null || grip.current === null) return;
    onMove({ page: under.page, xMm: under.xMm - grip.current.xMm, yMm: under.yMm - grip.current.yMm });
  };
  const take = (event: PointerEvent<HTMLDivElement>): void => {
    const under = pointAt(event.clientX, event.clientY);
    if (!canMove || under === null) return;
    grip.current = { xMm: under.xMm - at.xMm, yMm: under.yMm - at.yMm };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  return (
    <div
      ref={element}
      className="ghost"
      style={frameOf({ seal, at, box })}
      role="application"
      tabIndex={0}
      aria-label={texts.ghost(seal.name)}
      data-testid="ghost"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={() => (grip.current = null)}
      onKeyDown={(event) => canMove && nudgeBy(event, onNudge)}
    >
      <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function nudgeBy(event: KeyboardEvent, onNudge: (xMm: number, yMm: number) => void): void {
  const arrow = ARROWS[event.key];
  if (arrow === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const step = event.shiftKey ? 10 : 1;
  onNudge(arrow[0] * step, arrow[1] * step);
}

function frameOf({ seal, at, box }: FrameProps): {
  left: number;
  top: number;
  width: number;
  height: number;
} {
  const { pixelsPerMm } = box;
  const width = seal.widthMm * pixelsPerMm;
  const height = seal.heightMm * pixelsPerMm;
  return {
    left: box.left + at.xMm * pixelsPerMm - width / 2,
    top: box.top + at.yMm * pixelsPerMm - height / 2,
    width,
    height,
  };
}
