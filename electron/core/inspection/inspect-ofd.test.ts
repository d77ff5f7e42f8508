import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { firstDocument } from '../ofd/places/first-document.ts';
import { shownSeals, stampedSignatures } from '../ofd/places/shown-seals.ts';
import { documentXml, miniOfd, pageXml } from '../ofd/fixtures/mini-ofd.ts';
import { changedOfd, sealOfd, straddlePlaces } from '../ofd/fixtures/seal-ofd.ts';
import { openOfd } from '../ofd/package/ofd-package.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeMiniWorld } from '../verification/fixtures/mini-world.ts';
import { inspectOfd } from './inspect-ofd.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const PAGES = 2;
const plain = miniOfd({
  'Doc_0/Document.xml': documentXml({ pages: PAGES }),
  'Doc_0/Pages/Page_1/Content.xml': pageXml(),
});
const sealed = await sealOfd(world, plain, { signer: world.first, places: straddlePlaces(PAGES) });
const inputs = { engine, now: new Date('2026-06-01T00:00:00Z'), trust: world.trust };
const inspect = (bytes: Uint8Array) => inspectOfd(memorySource(bytes), 'a.ofd', inputs);

describe('The inspection of an OFD', () => {
  it('lists its documents and parts', () => {
    const { documents, parts, signatures } = inspect(plain);
    expect(documents).toMatchObject([{ root: 'Doc_0/Document.xml', pages: PAGES, creator: 'mini' }]);
    expect(parts.map(({ name }) => name)).toContain('Doc_0/Pages/Page_1/Content.xml');
    expect(signatures).toEqual([]);
  });

  it('tells of a signature what it covers, where it is shown, and what its value holds', () => {
    const [signature] = inspect(sealed).signatures;
    expect(signature).toMatchObject({ type: 'Seal', content: { type: 'signature', format: 'ses-v4' } });
    const { covered, notCovered, places } = signature?.signature ?? {};
    expect(covered).toContain('/Doc_0/Pages/Page_1/Content.xml');
    expect(notCovered).toEqual(['OFD.xml', 'Doc_0/Signs/Signatures.xml']);
    expect(places?.map(({ clip }) => clip?.widthMm)).toEqual([20, 20]);
  });

  it('names a part that was added later as not covered', () => {
    const content = new Uint8Array([1]);
    const longer = changedOfd(sealed, [{ name: 'Doc_0/New.xml', content }], inputs.now);
    expect(inspect(longer).signatures[0]?.signature?.notCovered).toContain('Doc_0/New.xml');
  });
});

describe('The seals that an OFD shows', () => {
  it('stand where their slices are seen, with the picture of the signed seal', () => {
    const ofd = openOfd(memorySource(sealed));
    const document = firstDocument(ofd);
    const signatures = stampedSignatures(ofd, document.body);
    expect(signatures[0]?.picture?.length).toBeGreaterThan(0);
    const [seal] = shownSeals(document, signatures);
    expect(seal?.places.map(({ page, xMm, widthMm }) => [page, xMm, widthMm])).toEqual([
      [0, 190, 20],
      [1, 190, 20],
    ]);
  });
});
