import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { makeZip } from '../fixtures/make-zip.ts';
import { documentXml, miniParts, pageXml } from '../fixtures/mini-ofd.ts';
import { openOfd } from './ofd-package.ts';
import { readDocument } from './read-document.ts';

/** A package whose entries are stored, since packing many takes time. */
function openPages(count: number, content: string) {
  const parts: Record<string, string> = { 'Doc_0/Document.xml': documentXml({ pages: count }) };
  for (let index = 0; index < count; index += 1)
    parts[`Doc_0/Pages/Page_${String(index)}/Content.xml`] = content;
  const ofd = openOfd(memorySource(makeZip(miniParts(parts).map((part) => ({ ...part, method: 0 })))));
  const document = readDocument(ofd, ofd.bodies[0] ?? expect.fail('no body'));
  const spent = (): number => ofd.container.source.meter?.spent.syntaxBytes ?? 0;
  return { ofd, document, spent };
}

describe('the pages of a document', () => {
  it('are opened by the ten thousand, and the last of them is read', () => {
    const { document } = openPages(10_000, pageXml());
    expect(document.pages).toHaveLength(10_000);
    expect(document.pages.at(-1)?.box.widthMm).toBe(210);
  });

  it('are not parsed before they are asked for', () => {
    const content = pageXml(' '.repeat(100_000));
    const { document, spent } = openPages(10, content);
    expect(spent()).toBeLessThan(100_000);
    expect(document.pages[3]?.box.widthMm).toBe(210);
    expect(document.pages[3]?.templates).toEqual([]);
    expect(Math.floor(spent() / 100_000)).toBe(1);
  });

  it('keep what they share, though all else that was parsed goes', () => {
    const shared = 'Doc_0/Pages/Page_0/Content.xml';
    const { ofd, document, spent } = openPages(12, pageXml(' '.repeat(150_000)));
    const entry = ofd.container.find(shared) ?? expect.fail(shared);
    for (const page of document.pages) {
      ofd.xml(entry);
      ofd.xml(page.entry);
    }
    const before = spent();
    ofd.xml(entry);
    expect(spent()).toBe(before);
    ofd.xml(document.pages[1]?.entry ?? entry);
    expect(spent()).toBeGreaterThan(before);
  });
});
