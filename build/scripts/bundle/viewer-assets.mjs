import { cp, mkdir } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';

const viewer = (path) => inProject('node_modules/pdfjs-dist', path);

/** What pdf.js fetches at run time; the legacy build, because the modern one needs a newer Chrome than 130. */
const assets = {
  'pdf.worker.mjs': 'legacy/build/pdf.worker.min.mjs',
  cmaps: 'cmaps',
  standard_fonts: 'standard_fonts',
};

/** Copies them to `pdfjs/` beside the page. */
export async function copyViewerAssets() {
  const folder = inProject('dist/renderer/pdfjs');
  await mkdir(folder, { recursive: true });
  for (const [name, source] of Object.entries(assets)) {
    await cp(viewer(source), `${folder}/${name}`, { recursive: true });
  }
}
