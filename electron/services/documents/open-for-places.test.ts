import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { documentXml, miniOfd, ofdXml, pageXml } from '../../core/ofd/fixtures/mini-ofd.ts';
import { sealOfd } from '../../core/ofd/fixtures/seal-ofd.ts';
import { describeForSealing } from '../../core/signing/sealable.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { openForPlaces } from './open-for-places.ts';

const world = await makeMiniWorld(await loadSmEngine());
const twoPages = miniOfd({
  'Doc_0/Document.xml': documentXml({ pages: 2, box: '0 0 297 210' }),
  'Doc_0/Pages/Page_1/Content.xml': pageXml(),
});

const open = (bytes: Uint8Array) => {
  const file = { ...memorySource(bytes), permissions: 0o600, unchanged: () => true, close: () => undefined };
  return describeForSealing(openForPlaces(file, []));
};

describe('An OFD that is opened for places', () => {
  it('has its pages and the seals that it shows', async () => {
    const sealed = await sealOfd(world, twoPages, { signer: world.first });
    const { pages, signatureCount } = open(sealed);
    expect(signatureCount).toBe(1);
    expect(pages.map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)])).toEqual([
      [297, 210],
      [297, 210],
    ]);
  });

  it('is refused once a seal has locked it', async () => {
    const locked = await sealOfd(world, twoPages, { signer: world.first, locks: true });
    expect(() => open(locked)).toThrow(expect.objectContaining({ code: 'OFD_LOCKED' }));
  });

  it('is refused if it keeps other versions of itself', () => {
    const versions =
      '<ofd:Versions><ofd:Version ID="1" Index="1" Current="true" BaseLoc="Doc_0/Document.xml"/></ofd:Versions>';
    const several = miniOfd({ 'OFD.xml': ofdXml(versions) });
    expect(() => open(several)).toThrow(expect.objectContaining({ code: 'OFD_SEVERAL_DOCUMENTS' }));
  });
});
