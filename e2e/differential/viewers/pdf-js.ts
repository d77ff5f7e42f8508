import { join } from 'node:path';
import { AnnotationMode, getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PROJECT } from '../../fixtures/commands/run-command.ts';
import {
  type DrawnPage,
  MOST_PAGES,
  MOST_PIXELS,
  REFUSED,
  SCALE,
  type Viewer,
  withoutAlpha,
} from './drawing.ts';

const asset = (folder: string): string => join(PROJECT, 'node_modules/pdfjs-dist', folder, '/');

/** The canvas of @napi-rs/canvas, as pdf.js makes it in Node. */
interface CanvasFactory {
  create(width: number, height: number): { readonly canvas: HTMLCanvasElement };
}

/** pdf.js, the viewer of Firefox and of this program's own window, with the window's options. */
export function pdfJs(): Viewer {
  return {
    name: 'pdf.js',
    draw: async (pdf) => {
      const task = getDocument({
        data: new Uint8Array(pdf),
        cMapUrl: asset('cmaps'),
        standardFontDataUrl: asset('standard_fonts'),
        useSystemFonts: false,
        wasmUrl: asset('wasm'),
        useWasm: false,
        enableXfa: false,
        stopAtErrors: false,
        verbosity: VerbosityLevel.ERRORS,
      });
      try {
        const document = await task.promise;
        // The property is typed as an object; in Node it is the factory of the class NodeCanvasFactory.
        const factory = document.canvasFactory as CanvasFactory;
        const pages: DrawnPage[] = [];
        for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number += 1) {
          const page = await document.getPage(number);
          const viewport = page.getViewport({ scale: SCALE });
          const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
          if (width * height > MOST_PIXELS) return REFUSED;
          const { canvas } = factory.create(width, height);
          await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE }).promise;
          const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
          pages.push({ width, height, rgb: withoutAlpha(rgba ?? new Uint8Array()) });
        }
        return { pageCount: document.numPages, pages };
      } catch {
        return REFUSED;
      } finally {
        await task.destroy();
      }
    },
  };
}
