import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { holdFile, nodeFiles } from '../../../adapters/files/node-files.ts';
import { withPrivatePath } from '../../../adapters/files/private-path.ts';
import { memorySource } from '../../../core/bytes/byte-source.ts';
import { miniOfd, pageId } from '../../../core/ofd/fixtures/mini-ofd.ts';
import { changedOfd, sealOfd } from '../../../core/ofd/fixtures/seal-ofd.ts';
import { onePagePdf } from '../../../core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../../core/pdf/open-pdf.ts';
import { pageGeometry } from '../../../core/pdf/pages/page-geometry.ts';
import { pages } from '../../../core/pdf/pages/page-tree.ts';
import { loadSmEngine } from '../../../core/sm/load-engine.ts';
import { makeMiniWorld } from '../../../core/verification/fixtures/mini-world.ts';
import { resultOf, success } from '../../../shared/result.ts';
import { type FileSource, pathOf } from '../../ports/files.ts';
import type { ViewPurpose } from '../document-engine.ts';
import { textOfAnyFormat, viewNotes, type ViewPorts, writeViewTo } from './with-view.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-with-view-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [ofd, pdf] = [join(folder, 'a.ofd'), join(folder, 'a.pdf')];
writeFileSync(ofd, miniOfd());
writeFileSync(pdf, onePagePdf());

const fonts = 'node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified';
const fontOf = (weight: number) => new Uint8Array(readFileSync(`${fonts}-${weight}-normal.woff`));
const ports: ViewPorts = {
  files: nodeFiles,
  readFonts: () => ({ regular: fontOf(400), bold: fontOf(700) }),
  installedFonts: null,
  withPrivatePath,
  turn: () => Promise.resolve(),
};

/** Notes what the words are read from, and the first bytes of it. */
function textReader() {
  const read: { path: string; head: string }[] = [];
  const note = (source: FileSource) => {
    read.push({ path: pathOf(source), head: readFileSync(pathOf(source), 'latin1').slice(0, 5) });
    return Promise.resolve(success([]));
  };
  return { read, text: textOfAnyFormat({ find: note, wordsIn: note }, ports) };
}

describe('The words of an OFD', () => {
  it('are read from a view that is gone afterwards; those of a PDF from itself', async () => {
    const { read, text } = textReader();
    expect(await text.find(ofd, [])).toEqual(success([]));
    expect(await text.wordsIn(pdf, [])).toEqual(success([]));
    const [view, itself] = read;
    expect([view?.head, itself?.path]).toEqual(['%PDF-', pdf]);
    expect([view?.path === ofd, existsSync(view?.path ?? '')]).toEqual([false, false]);
  });

  it('are read from the view that its holder has', async () => {
    const { read, text } = textReader();
    const held = holdFile(ofd);
    const notes = [{ page: 0, code: 'IMAGE_MISSING', name: 'a' }] as const;
    const source = { ...held, view: { ...holdFile(pdf), notes, invoice: null } };
    await text.find(source, []);
    expect(read.map(({ path }) => path)).toEqual([pdf]);
    const file = nodeFiles.open(source);
    expect(await viewNotes(source, file, ports)).toBe(notes);
    // The holder has had a view, and has kept what it lacked.
    expect(await viewNotes({ ...held, knownNotes: notes }, file, ports)).toBe(notes);
    expect(await viewNotes(held, file, ports)).toEqual([]);
    [held.descriptor, source.view.descriptor].forEach((each) => closeSync(each));
  });
});

describe('The view of an OFD as a file', () => {
  const write = (from: string, to: string, purpose: ViewPurpose = { kind: 'window' }) => {
    const file = nodeFiles.open(from);
    return resultOf(() => writeViewTo(join(folder, to), file, purpose, ports)).finally(() => file.close());
  };
  const heightOf = (name: string): number => {
    const document = openPdf(memorySource(new Uint8Array(readFileSync(join(folder, name)))));
    const [page] = pages(document);
    return page === undefined ? 0 : pageGeometry(document, page).heightMm;
  };

  it('has the size of the page, and a copy grows below it by the lines of its notice', async () => {
    expect(await write(ofd, 'view.pdf')).toEqual(success({ pages: 1, notes: [], invoice: null }));
    expect(heightOf('view.pdf')).toBeCloseTo(297, 2);
    await write(ofd, 'copy.pdf', { kind: 'copy', notices: [['本页视同复印件', '第 1 页']] });
    expect(heightOf('copy.pdf')).toBeCloseTo(297 + 8 + (20 / 72) * 25.4, 1);
  });

  it('marks the place of a seal whose picture cannot be read', async () => {
    const world = await makeMiniWorld(await loadSmEngine());
    const sealed = await sealOfd(world, miniOfd(), { signer: world.first });
    const damaged = join(folder, 'damaged.ofd');
    const parts = ['Seal.esl', 'SignedValue.dat'].map((name) => ({
      name: `Doc_0/Signs/Sign_0/${name}`,
      content: Uint8Array.of(0x30, 0),
    }));
    writeFileSync(damaged, changedOfd(sealed, parts));
    const notes = [{ page: 0, code: 'STAMP_NOT_DRAWN', name: pageId(0) }];
    expect(await write(damaged, 'marked.pdf')).toMatchObject({ value: { notes } });
  });

  it('is not made of a PDF', async () => {
    expect(await write(pdf, 'none.pdf')).toMatchObject({ error: { code: 'FILE_NEEDS_NO_CONVERSION' } });
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });
});
