import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { makeMiniWorld } from '../../verification/fixtures/mini-world.ts';
import { documentXml, miniOfd, pageXml } from '../fixtures/mini-ofd.ts';
import { sealOfd, straddlePlaces, verifySealedOfd } from '../fixtures/seal-ofd.ts';

const world = await makeMiniWorld(await loadSmEngine());
const plain = miniOfd();
const threePages = miniOfd({
  'Doc_0/Document.xml': documentXml({ pages: 3 }),
  'Doc_0/Pages/Page_1/Content.xml': pageXml(),
  'Doc_0/Pages/Page_2/Content.xml': pageXml(),
});

const codes = (report: Awaited<ReturnType<typeof verifySealedOfd>>) =>
  report.signatures.map(({ verdict, reasons, checks }) => [
    verdict,
    ...reasons,
    ...Object.entries(checks).map(([name, { result, code, facts }]) => `${name} ${result} ${code} ${JSON.stringify(facts ?? {})}`),
  ]);

describe('a sealed OFD', () => {
  it('is valid', async () => {
    const sealed = await sealOfd(world, plain, { signer: world.first });
    console.log(codes(await verifySealedOfd(world, sealed)));
    const twice = await sealOfd(world, sealed, { signer: world.second });
    console.log(codes(await verifySealedOfd(world, twice)));
    const straddle = await sealOfd(world, threePages, { signer: world.second, places: straddlePlaces(3), locks: true });
    console.log(codes(await verifySealedOfd(world, straddle)));
  });
});
