import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { LoadedDocuments } from './loaded-documents.ts';

function setUp() {
  const events: string[] = [];
  const documents = new LoadedDocuments(async (id, bytes) => {
    events.push(`load ${id} ${bytes}`);
    return {
      promise:
        id === 'damaged'
          ? Promise.reject(new Error('damaged'))
          : // No part of it is used here.
            Promise.resolve({ id } as unknown as PDFDocumentProxy),
      destroy: async () => void events.push(`release ${id} ${bytes}`),
    };
  });
  return { documents, events };
}

describe('LoadedDocuments', () => {
  it('loads each version once, while it is held', async () => {
    const { documents, events } = setUp();
    const first = await documents.open('a', 10);
    expect(await documents.open('a', 10)).toBe(first);
    await documents.open('a', 7);
    expect(events).toEqual(['load a 10', 'load a 7']);
  });

  it('releases the one that was not used for longest', async () => {
    const { documents, events } = setUp();
    for (const id of ['a', 'b', 'c', 'd', 'a', 'e']) await documents.open(id, 1);
    expect(events.filter((event) => event.startsWith('release'))).toEqual(['release b 1']);
  });

  it('releases every version of a document that is closed', async () => {
    const { documents, events } = setUp();
    await documents.open('a', 10);
    await documents.open('b', 10);
    await documents.open('a', 7);
    documents.keepOnly(['b']);
    await Promise.resolve();
    expect(events.slice(3)).toEqual(['release a 10', 'release a 7']);
  });

  it('tries a document again that could not be loaded', async () => {
    const { documents, events } = setUp();
    await expect(documents.open('damaged', 1)).rejects.toThrow('damaged');
    await expect(documents.open('damaged', 1)).rejects.toThrow('damaged');
    expect(events).toEqual(['load damaged 1', 'release damaged 1', 'load damaged 1', 'release damaged 1']);
  });
});
