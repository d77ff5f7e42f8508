import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../electron/core/bytes/byte-arrays.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { toHex } from '../../electron/core/bytes/encodings.ts';
import { withFlippedBit, withSignatureOf } from '../../electron/core/ofd/fixtures/forging.ts';
import { XML_ATTACKS, ZIP_ATTACKS } from '../../electron/core/ofd/fixtures/ofd-attacks.ts';
import { READER_ATTACKS } from '../../electron/core/ofd/fixtures/reader-attacks.ts';
import {
  changedOfd,
  sealOfd,
  straddlePlaces,
  verifySealedOfd,
} from '../../electron/core/ofd/fixtures/seal-ofd.ts';
import { openContainer } from '../../electron/core/ofd/container/open-container.ts';
import { DocumentClosure } from '../../electron/core/ofd/package/closure.ts';
import { openOfd } from '../../electron/core/ofd/package/ofd-package.ts';
import { readDocument } from '../../electron/core/ofd/package/read-document.ts';
import type { OfdSealPlace } from '../../electron/core/ofd/sealing/prepare-ofd-seal.ts';
import { verifyOfd } from '../../electron/core/ofd/verification/verify-ofd.ts';
import { ORDINARY } from '../../electron/core/verification/fixtures/harness.ts';
import { makeMiniWorld } from '../../electron/core/verification/fixtures/mini-world.ts';
import { readTrustStore } from '../../electron/core/x509/trust-store.ts';
import { CodedError } from '../../electron/shared/errors.ts';
import type { DocumentVerdict } from '../../electron/core/verification/judging.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { engineUnderTest } from '../fixtures/engine-under-test.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { ofdSample, ofdSamplePath, ofdSamples, testsOfOfdSamples } from '../fixtures/documents/samples.ts';
import { judgeOfd, type PeerSignature } from '../peers/judge-ofd.ts';

const engine = await engineUnderTest();
const world = await makeMiniWorld(engine);
const folder = temporaryFolder();

/** Files whose truth was found by hand: integrity and coverage of each signature. Nobody here trusts any of them. */
const TRUTHS: Readonly<Record<string, readonly string[]>> = {
  '1.ofd': ['OK OFD_COVERS_PARTS'],
  'SESV4SignDoc.ofd': ['OK OFD_COVERS_PARTS'],
  'draw_param_ref.ofd': ['OK OFD_PARTS_NOT_COVERED'],
  'keyword2.ofd': ['OK OFD_COVERS_PARTS'],
  'n.ofd': ['HASH_FAILURE OFD_COVERS_PARTS'],
  'testImageNotFound.ofd': ['OK OFD_PARTS_NOT_COVERED', 'OK COVERS_WHOLE_FILE'],
  'testImageOverridePage.ofd': ['OK OFD_PARTS_NOT_COVERED', 'OK COVERS_WHOLE_FILE'],
  'v4signed.ofd': ['OK OFD_COVERS_PARTS'],
};

/** Files that a seal may not be added to: their own seal names the list of seals. */
const LOCKED: ReadonlySet<string> = new Set([
  'draw_param_ref.ofd',
  'testImageNotFound.ofd',
  'testImageOverridePage.ofd',
]);

describe('signatures of real OFD files', testsOfOfdSamples('ofd-signatures', describeFiles));

function describeFiles(): void {
  const files = ofdSamples();
  const proof: Record<string, unknown> = { seed: testSeed() };
  afterAll(() => writeProof('ofd-signatures', proof));

  it('are judged as they are, and as Python and openssl find them', async () => {
    const signed = Object.keys(TRUTHS);
    const peers = judgeOfd(signed.map(ofdSamplePath));
    const trust = readTrustStore({ certificates: [], crls: [], makerStatements: [] });
    for (const [index, file] of signed.entries()) {
      const { signatures } = await verifyOfd(memorySource(ofdSample(file)), { engine, ...ORDINARY, trust });
      const found = signatures.map(({ checks }) => `${checks.integrity.code} ${checks.coverage.code}`);
      expect([file, found]).toEqual([file, TRUTHS[file]]);
      const words = signatures.map(
        ({ checks }) => checks.integrity.result === 'pass' && checks.signature.result === 'pass',
      );
      expect([file, words]).toEqual([file, peers[index]?.map(isWhole)]);
    }
    proof['truths'] = { TRUTHS, peers };
    const unsigned = files.filter((file) => TRUTHS[file] === undefined);
    for (const file of unsigned) {
      const { verdict } = await verifySealedOfd(world, ofdSample(file));
      expect([file, verdict]).toEqual([file, 'unsigned']);
    }
  });

  const sealed = new Map<string, Uint8Array>();
  /** The files that are small enough for many attacks. */
  const small = (): readonly string[] =>
    [...sealed].filter(([, bytes]) => bytes.length <= LARGEST_ATTACKED).map(([file]) => file);

  it.each(files)('%s is sealed twice and across its edges, and every former entry stays', async (file) => {
    const original = ofdSample(file);
    if (LOCKED.has(file)) {
      await expect(sealOfd(world, original, { signer: world.first })).rejects.toMatchObject({
        code: 'OFD_LOCKED',
      });
      return;
    }
    const pages = pagesOf(original);
    const once = await sealOfd(world, original, { signer: world.first, places: [placeOn(pages)] });
    const twice = await sealOfd(world, once, { signer: world.second, places: [placeOn(pages)] });
    const isBook = pages.length > 1 && pages.every(({ widthMm }) => widthMm === 210);
    const last = isBook
      ? await sealOfd(world, twice, { signer: world.first, places: straddlePlaces(pages.length) })
      : twice;
    expectKept(original, last);
    const { signatures } = await verifySealedOfd(world, last);
    const ours = signatures.slice(TRUTHS[file]?.length ?? 0);
    expect(ours.map(({ verdict }) => verdict)).toEqual(ours.map(() => 'valid'));
    sealed.set(file, last);
  });

  it('hold by Python and openssl once they are sealed', () => {
    const paths = [...sealed].map(([file, bytes]) => {
      writeFileSync(join(folder, file), bytes);
      return join(folder, file);
    });
    const words = judgeOfd(paths);
    for (const [index, file] of [...sealed.keys()].entries()) {
      const ours = words[index]?.slice(TRUTHS[file]?.length ?? 0).map(isWhole) ?? [];
      expect([file, ours.length > 1, ours.every(Boolean)]).toEqual([file, true, true]);
    }
    proof['sealed'] = { files: sealed.size, signatures: words.flat().length };
  });

  it('are not valid once any part has changed, or under any of the known attacks', async () => {
    const outcomes: Record<string, number> = {};
    const expectNotValid = async (what: string, bytes: Uint8Array): Promise<void> => {
      const { verdict } = await judged(bytes);
      expect([what, verdict === 'valid']).toEqual([what, false]);
      outcomes[verdict] = (outcomes[verdict] ?? 0) + 1;
    };
    for (const [file, bytes] of sealed) {
      if (bytes.length > LARGEST_CHANGED) continue;
      const { container, bodies, entry } = openOfd(memorySource(bytes));
      const lists = [entry, bodies[0]?.signatures];
      for (const part of container.entries.filter((each) => !each.isFolder && !lists.includes(each))) {
        const content = concatBytes(container.read(part), Uint8Array.of(0x20));
        await expectNotValid(`${file} ${part.name}`, changedOfd(bytes, [{ name: part.name, content }]));
      }
      if (!small().includes(file)) continue;
      for (const { name, forge } of [...ZIP_ATTACKS, ...XML_ATTACKS, ...READER_ATTACKS]) {
        await expectNotValid(`${file}: ${name}`, forge(bytes));
      }
    }
    for (const file of small()) {
      const signs = (xml: string) => xml.replace(/<ofd:Reference FileRef[\s\S]*<\/ofd:Reference>\n/, '');
      const places = [placeOn(pagesOf(ofdSample(file)))];
      const empty = await sealOfd(world, ofdSample(file), { signer: world.first, places, signs });
      await expectNotValid(`${file} signed without a reference`, empty);
      const donor = sealed.get(file === 'page1.ofd' ? 'page2.ofd' : 'page1.ofd') ?? new Uint8Array();
      await expectNotValid(`${file} with a copied seal`, withSignatureOf(sealed.get(file) ?? donor, donor));
    }
    proof['attacks'] = outcomes;
    expect(outcomes['invalid']).toBeGreaterThan(500);
  });

  it('stay open while a part that a page needs is not signed, and when it is swapped', async () => {
    let count = 0;
    for (const file of small()) {
      const original = ofdSample(file);
      const ofd = openOfd(memorySource(original));
      const parts = ofd.bodies.flatMap((body) => {
        const document = readDocument(ofd, body);
        return new DocumentClosure(ofd, document).partsNeededByAll(document.pages).parts;
      });
      for (const { entry } of parts) {
        const reference = `<ofd:Reference FileRef="/${entry.name}">`;
        const signs = (xml: string) =>
          xml
            .split('\n')
            .filter((line) => !line.startsWith(reference))
            .join('\n');
        const places = [placeOn(pagesOf(original))];
        const open = await sealOfd(world, original, { signer: world.first, places, signs });
        const content = concatBytes(ofd.container.read(entry), Uint8Array.of(0x20));
        for (const bytes of [open, changedOfd(open, [{ name: entry.name, content }])]) {
          const { verdict, signatures } = await verifySealedOfd(world, bytes);
          const { coverage } = signatures.at(-1)?.checks ?? {};
          const found = [entry.name, verdict === 'valid', coverage?.code, coverage?.facts?.openParts];
          expect(found).toEqual([entry.name, false, 'OFD_PARTS_NOT_COVERED', entry.name]);
          count += 1;
        }
      }
    }
    proof['uncovered'] = count;
    expect(count).toBeGreaterThan(30);
  });

  it('are not valid with any bit flipped, but for bits that change no part', async () => {
    const bytes = sealed.get('helloworld.ofd') ?? new Uint8Array();
    const random = seededRandom(Number(proof['seed']));
    const before = partsOf(bytes);
    const harmless: number[] = [];
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bit = random(8 * bytes.length);
      const flipped = withFlippedBit(bytes, bit);
      if ((await judged(flipped)).verdict !== 'valid') continue;
      expect([bit, partsOf(flipped)]).toEqual([bit, before]);
      harmless.push(bit);
    }
    proof['flips'] = { bytes: bytes.length, flips: FLIPS, harmless: fieldsOf(bytes, harmless) };
  });
}

const FLIPS = 2000;
/** Bytes. Each change writes the whole file anew, and each attack packs it anew. */
const LARGEST_CHANGED = 200_000;
const LARGEST_ATTACKED = 15_000;

const isWhole = ({ wrong, references, namesFile, valueHolds }: PeerSignature): boolean =>
  references > 0 && wrong.length === 0 && namesFile && valueHolds;

/** A file that cannot be opened is an error, which is no verdict that anybody relies on. */
async function judged(bytes: Uint8Array): Promise<Pick<DocumentVerdict, 'verdict'>> {
  try {
    return await verifySealedOfd(world, bytes);
  } catch (error) {
    if (error instanceof CodedError) return { verdict: 'error' };
    throw error;
  }
}

function pagesOf(bytes: Uint8Array): readonly { readonly widthMm: number; readonly heightMm: number }[] {
  const ofd = openOfd(memorySource(bytes));
  return ofd.bodies.flatMap((body) => readDocument(ofd, body).pages.map(({ box }) => box));
}

function placeOn([page]: ReturnType<typeof pagesOf>): OfdSealPlace {
  const whole = {
    xMm: (page?.widthMm ?? 0) - 45,
    yMm: (page?.heightMm ?? 0) - 45,
    widthMm: 40,
    heightMm: 40,
  };
  return { page: 0, whole, seen: whole };
}

/** Compares the raw bytes, header and packed data, of every entry that the file had, but of the two lists. */
function expectKept(before: Uint8Array, after: Uint8Array): void {
  const [old, present] = [before, after].map(
    (bytes) =>
      new Map(
        openContainer(memorySource(bytes)).entries.map(({ name, start, end }) => [
          name,
          toHex(bytes.subarray(start, end)),
        ]),
      ),
  );
  for (const [name, raw] of old ?? []) {
    if (!/^OFD\.xml$|Signatures\.xml$/.test(name)) expect(present?.get(name)).toBe(raw);
  }
}

function partsOf(bytes: Uint8Array): readonly (readonly [string, string])[] {
  const container = openContainer(memorySource(bytes));
  return container.entries
    .filter(({ isFolder }) => !isFolder)
    .map((entry) => [entry.name, toHex(engine.sm3(container.read(entry)))]);
}

/** Names where flipped bits stand that no reader of parts looks at. */
function fieldsOf(bytes: Uint8Array, bits: readonly number[]): Readonly<Record<string, number>> {
  const { entries } = openContainer(memorySource(bytes));
  const counts: Record<string, number> = {};
  for (const bit of bits) {
    const at = Math.floor(bit / 8);
    const local = entries.find(({ start, end }) => at >= start && at < end);
    const record = entries.find(({ record: { start, end } }) => at >= start && at < end);
    const field =
      local !== undefined
        ? `local header, byte ${String(at - local.start)}`
        : record !== undefined
          ? `directory record, byte ${String(at - record.record.start)}`
          : 'end of the directory';
    counts[field] = (counts[field] ?? 0) + 1;
  }
  return counts;
}
