import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { miniOfd } from '../../core/ofd/fixtures/mini-ofd.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { failure, success } from '../../shared/result.ts';
import { holdDocument } from './opened-document.ts';
import { withWords } from './words-of-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-words-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [ofd, pdf] = [join(folder, 'a.ofd'), join(folder, 'a.pdf')];
writeFileSync(ofd, miniOfd());
writeFileSync(pdf, onePagePdf());

/** Draws into the file that it is told, and keeps its path. */
function drawing() {
  const paths: string[] = [];
  const view: DocumentEngine['view'] = (_source, path) => {
    paths.push(path);
    writeFileSync(path, '%PDF-1.7 words');
    return Promise.resolve(success({ pages: 1, notes: [], invoice: null }));
  };
  return { paths, view };
}

describe('a document with its words', () => {
  it('has those of an OFD until it is closed', async () => {
    const documents = drawing();
    const document = await withWords(holdDocument(ofd), documents);
    const [path = ''] = documents.paths;
    const { view } = document.file;
    expect([document.file.path, view?.path, view?.notes]).toEqual([ofd, path, []]);
    expect(readFileSync(view?.descriptor ?? -1, 'latin1')).toBe('%PDF-1.7 words');
    document.close();
    expect(existsSync(path)).toBe(false);
  });

  it('is a PDF as it is', async () => {
    const documents = drawing();
    const held = holdDocument(pdf);
    expect(await withWords(held, documents)).toBe(held);
    expect(documents.paths).toEqual([]);
    held.close();
  });

  it('is an OFD as it is if that cannot be drawn, and nothing is left behind', async () => {
    let drawnTo = '';
    const held = holdDocument(ofd);
    const fails: DocumentEngine['view'] = (_source, path) => {
      drawnTo = path;
      return Promise.resolve(failure({ code: 'FILE_OVER_BUDGET' }));
    };
    expect(await withWords(held, { view: fails })).toBe(held);
    expect([drawnTo === '', existsSync(join(drawnTo, '..'))]).toEqual([false, false]);
    held.close();
  });
});
