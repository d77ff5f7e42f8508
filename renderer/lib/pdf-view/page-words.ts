import type { SeenArea } from '../../../electron/shared/model/document-details.ts';

/** Words of a page where they are seen: a piece of a line. */
export interface PageWords extends SeenArea {
  readonly text: string;
}

/** The pixels of a part of a page as it is drawn on the screen. */
export interface PagePixels {
  /** Where the part lies on the page. */
  readonly area: SeenArea;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Reads the words of a page from its text layer; none before that is there. @param page its content, in CSS pixels */
export function wordsOfPage(div: HTMLElement, page: DOMRect, pixelsPerMm: number): readonly PageWords[] {
  return Array.from(div.querySelectorAll('.textLayer span[role=presentation]'), (piece) => {
    const { left, top, width, height } = piece.getBoundingClientRect();
    return {
      text: piece.textContent,
      xMm: (left - page.left) / pixelsPerMm,
      yMm: (top - page.top) / pixelsPerMm,
      widthMm: width / pixelsPerMm,
      heightMm: height / pixelsPerMm,
    };
  });
}

/** Reads the pixels of a part of a page; null before the page is drawn, and beside it. */
export function pixelsOfPage(
  div: HTMLElement,
  { widthMm, heightMm }: Pick<SeenArea, 'widthMm' | 'heightMm'>,
  wanted: SeenArea,
): PagePixels | null {
  const canvas = div.querySelector<HTMLCanvasElement>('.canvasWrapper canvas');
  const context = canvas?.getContext('2d') ?? null;
  if (canvas === null || context === null) return null;
  const [across, down] = [canvas.width / widthMm, canvas.height / heightMm];
  const [left, top] = [
    Math.max(0, Math.floor(wanted.xMm * across)),
    Math.max(0, Math.floor(wanted.yMm * down)),
  ];
  const width = Math.min(canvas.width, Math.ceil((wanted.xMm + wanted.widthMm) * across)) - left;
  const height = Math.min(canvas.height, Math.ceil((wanted.yMm + wanted.heightMm) * down)) - top;
  if (width < 1 || height < 1) return null;
  const area = { xMm: left / across, yMm: top / down, widthMm: width / across, heightMm: height / down };
  return { area, width, height, rgba: context.getImageData(left, top, width, height).data };
}
