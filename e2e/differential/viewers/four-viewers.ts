import { createHash } from 'node:crypto';
import type { Drawing, Viewer } from './drawing.ts';
import { pdfJs } from './pdf-js.ts';
import { pdfium } from './pdfium.ts';
import { mupdf, poppler } from './programs.ts';

/** Documents whose drawings are kept: a test draws the same sealed one again and again. */
const MOST_KEPT = 24;

/** What each viewer shows of one document, by the viewer's name. */
export type Drawings = ReadonlyMap<string, Drawing>;

/** The viewers that documents are compared in. */
export interface FourViewers {
  readonly names: readonly string[];
  /** Draws a document that is met once. */
  draw(pdf: Uint8Array): Promise<Drawings>;
  /** Draws a document that is met often, and keeps what was drawn. */
  drawKept(pdf: Uint8Array): Promise<Drawings>;
}

/** @param folder for the files that programs read; the caller removes it */
export function fourViewers(folder: string): FourViewers {
  const viewers: readonly Viewer[] = [pdfJs(), pdfium(), mupdf(folder), poppler(folder)];
  const kept = new Map<string, Drawings>();
  const draw = async (pdf: Uint8Array): Promise<Drawings> =>
    new Map(await Promise.all(viewers.map(async (viewer) => [viewer.name, await viewer.draw(pdf)] as const)));
  return {
    names: viewers.map(({ name }) => name),
    draw,
    drawKept: async (pdf) => {
      const hash = createHash('sha256').update(pdf).digest('base64');
      const drawings = kept.get(hash) ?? (await draw(pdf));
      kept.delete(hash);
      kept.set(hash, drawings);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return drawings;
    },
  };
}
