import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as mupdf from './mupdf/dist/mupdf.js';

/** `mutool draw` by MuPDF's WebAssembly, for a Windows that has no mutool: pages as pixels, as text or as letters. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quiet: { type: 'boolean', short: 'q' },
    format: { type: 'string', short: 'F', default: 'ppm' },
    resolution: { type: 'string', short: 'r', default: '72' },
    output: { type: 'string', short: 'o', default: '-' },
    password: { type: 'string', short: 'p', default: '' },
  },
});
const [command, path, chosen] = positionals;
if (command !== 'draw') throw new Error(`mutool ${command} is not made here`);

function pixmap(page) {
  const scale = Number(values.resolution) / 72;
  const drawn = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
  const header = Buffer.from(`P6\n${drawn.getWidth()} ${drawn.getHeight()}\n255\n`, 'latin1');
  return Buffer.concat([header, Buffer.from(drawn.getPixels())]);
}

/** As mutool's own devices for text write a page. */
function written(page, format) {
  const buffer = new mupdf.Buffer();
  const writer = new mupdf.DocumentWriter(buffer, format, '');
  page.run(writer.beginPage(page.getBounds()), mupdf.Matrix.identity);
  writer.endPage();
  writer.close();
  return buffer.asUint8Array();
}

const formats = {
  ppm: pixmap,
  txt: (page) => written(page, 'text'),
  stext: (page) => written(page, 'stext'),
};

function output(bytes, number) {
  if (values.output !== '-') writeFileSync(values.output.replace('%d', String(number)), bytes);
  else for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
}

const document = mupdf.Document.openDocument(readFileSync(path), 'application/pdf');
if (document.needsPassword() && document.authenticatePassword(values.password) === 0)
  throw new Error('the password does not open the document');
const numbers =
  chosen === undefined ? Array.from({ length: document.countPages() }, (_, at) => at + 1) : [Number(chosen)];
for (const number of numbers) output(formats[values.format](document.loadPage(number - 1)), number);
