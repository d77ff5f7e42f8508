import type { Sheet, SheetBlock, SheetRow } from './sheet.ts';

/** Everything is in the file: it opens offline, loads nothing, runs nothing, and prints on A4. */
const STYLE = `
:root { color-scheme: light; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; color: #222; background: #fff;
  font: 11pt/1.6 "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1 { font-size: 20pt; text-align: center; margin: 0 0 .3rem; }
h2 { font-size: 13pt; border-bottom: 1px solid #999; margin: 1.6rem 0 .6rem; break-after: avoid; }
.notice { text-align: center; color: #555; margin: 0 0 1.2rem; }
.verdict { border: 2px solid; border-radius: 4px; padding: .6rem 1rem; font-weight: bold; font-size: 13pt; }
.good { color: #1b6e3c; } .doubt { color: #8a5a00; } .bad { color: #a3201c; } .neutral { color: #444; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
thead th { border-bottom: 1px solid #444; }
.facts th { width: 11rem; font-weight: normal; color: #555; }
tr { break-inside: avoid; }
footer { margin-top: 2rem; border-top: 1px solid #999; color: #555; text-align: center; font-size: 9pt; }
@page { size: A4; margin: 18mm 16mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
`;

/** Writes a sheet as one HTML file that needs no other file. */
export function sheetHtml({ language, title, notice, blocks }: Sheet): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p class="notice">${escaped(notice)}</p>`,
    ...blocks.map(blockHtml),
    `<footer>${escaped(notice)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(block: SheetBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'verdict':
      return `<p class="verdict ${block.tone}">${escaped(block.text)}</p>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<table class="facts"><tbody>${block.rows
        .map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`)
        .join('')}</tbody></table>`;
    case 'table':
      return tableHtml(block);
  }
}

function tableHtml({ head, widths, rows }: Extract<SheetBlock, { kind: 'table' }>): string {
  const columns = widths.map((width) => `<col style="width:${Math.round(width * 100)}%">`).join('');
  const titles = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  return `<table><colgroup>${columns}</colgroup><thead><tr>${titles}</tr></thead><tbody>${rows.map(rowHtml).join('')}</tbody></table>`;
}

function rowHtml({ cells, tone }: SheetRow): string {
  const cell = (text: string, index: number): string =>
    index === 1 && tone !== undefined
      ? `<td class="${tone}">${escaped(text)}</td>`
      : `<td>${escaped(text)}</td>`;
  return `<tr>${cells.map(cell).join('')}</tr>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names come from strangers' files. Line ends within a cell are kept. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign).replaceAll('\n', '<br>');
}
