import { cp, mkdir } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';

const viewer = (path) => inProject('node_modules/pdfjs-dist', path);

/** Files that pdf.js fetches at run time, of the legacy build: the modern one needs a newer Chrome than 130. */
const assets = {
  'pdf.worker.mjs': 'legacy/build/pdf.worker.min.mjs',
  cmaps: 'cmaps',
  standard_fonts: 'standard_fonts',
  // What unpacks JBIG2, fax (CCITT) and JPEG 2000 where WebAssembly may not run, by the names that pdf.js asks for.
  'decoders/jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
  'decoders/openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
};

/** Copies these files to `pdfjs/` beside the page, and the icon that the page About shows. */
export async function copyViewerAssets() {
  const folder = inProject('dist/renderer/pdfjs');
  await mkdir(folder, { recursive: true });
  for (const [name, source] of Object.entries(assets)) {
    await cp(viewer(source), `${folder}/${name}`, { recursive: true });
  }
  await cp(inProject('dist/icons/96.png'), inProject('dist/renderer/app-icon.png'));
}
