import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../../lib/i18n/use-texts.ts';
import { Button } from '../../../../ui/form.tsx';
import type { DrawnSignature } from './beside-rows.ts';
import type { Stroke, StrokePoint } from './handwriting.ts';
import { drawStrokes, PAD, pictureOfFile, pictureOfStrokes } from './handwriting-picture.ts';

interface Props {
  readonly onUse: (signature: DrawnSignature) => void;
  readonly onCancel: () => void;
}

/** Takes a signature that is written with mouse or pen, or a photo of one. It is kept nowhere but in the list. */
export function HandwritingPad({ onUse, onCancel }: Props): ReactNode {
  const texts = useTexts().beside;
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [isUnreadable, setUnreadable] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => void section.current?.scrollIntoView({ block: 'start' }), []);
  const take = async (picture: Promise<DrawnSignature | null>): Promise<void> => {
    const drawn = await picture;
    setUnreadable(drawn === null);
    if (drawn !== null) onUse(drawn);
  };
  return (
    <section
      ref={section}
      className="handwriting"
      aria-label={texts.pad.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <h3>{texts.pad.title}</h3>
      <Frame strokes={strokes} onStrokes={setStrokes} />
      {isUnreadable && (
        <p className="notice notice-danger" role="alert">
          {texts.pad.unreadable}
        </p>
      )}
      <div className="button-row">
        <Button
          kind="quiet"
          isDisabled={strokes.length === 0}
          onPress={() => setStrokes((all) => all.slice(0, -1))}
        >
          {texts.pad.undo}
        </Button>
        <Button kind="quiet" isDisabled={strokes.length === 0} onPress={() => setStrokes([])}>
          {texts.pad.clear}
        </Button>
        <Button autoFocus onPress={() => chooser.current?.click()}>
          {texts.pad.file}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/bmp,image/gif"
          data-testid="handwriting-file"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) void take(pictureOfFile(file));
            target.value = '';
          }}
        />
      </div>
      <div className="button-row">
        <Button isDisabled={strokes.length === 0} onPress={() => void take(pictureOfStrokes(strokes))}>
          {texts.pad.use}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {texts.pad.cancel}
        </Button>
      </div>
      <p className="hint">{texts.pad.hint}</p>
      <p className="notice notice-warning place-label">{texts.noSignature}</p>
    </section>
  );
}

interface FrameProps {
  readonly strokes: readonly Stroke[];
  readonly onStrokes: (strokes: readonly Stroke[]) => void;
}

/** The frame that is signed in. */
function Frame({ strokes, onStrokes }: FrameProps): ReactNode {
  const texts = useTexts().beside.pad;
  const canvas = useRef<HTMLCanvasElement>(null);
  const writing = useRef<StrokePoint[] | null>(null);
  const draw = (shown: readonly Stroke[]): void => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null) return;
    context.clearRect(0, 0, PAD.width, PAD.height);
    drawStrokes(context, shown);
  };
  useEffect(() => void draw(strokes), [strokes]);
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    writing.current = [pointOf(event)];
    draw([...strokes, writing.current]);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (writing.current === null) return;
    writing.current.push(pointOf(event));
    draw([...strokes, writing.current]);
  };
  const end = (): void => {
    if (writing.current === null) return;
    onStrokes([...strokes, writing.current]);
    writing.current = null;
  };
  return (
    <canvas
      ref={canvas}
      className="handwriting-frame"
      width={PAD.width}
      height={PAD.height}
      role="img"
      aria-label={texts.area}
      data-testid="handwriting-frame"
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): StrokePoint {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: ((clientX - left) * PAD.width) / width, y: ((clientY - top) * PAD.height) / height };
}
