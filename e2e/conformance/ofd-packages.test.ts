import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { equalBytes } from '../../electron/core/bytes/byte-arrays.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { utf8Bytes } from '../../electron/core/bytes/encodings.ts';
import { openContainer } from '../../electron/core/ofd/container/open-container.ts';
import type { ZipEntry } from '../../electron/core/ofd/container/zip-entry.ts';
import { changedOfd } from '../../electron/core/ofd/fixtures/seal-ofd.ts';
import { DocumentClosure } from '../../electron/core/ofd/package/closure.ts';
import { openOfd, type OfdPackage } from '../../electron/core/ofd/package/ofd-package.ts';
import { readDocument } from '../../electron/core/ofd/package/read-document.ts';
import { parseXml } from '../../electron/core/ofd/xml/parse-xml.ts';
import type { XmlElement } from '../../electron/core/ofd/xml/xml-element.ts';
import { CodedError } from '../../electron/shared/errors.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { ofdSample, ofdSamplePath, ofdSamples, testsOfOfdSamples } from '../fixtures/documents/samples.ts';
import { readByPython, unzipFindings } from '../peers/read-ofd.ts';

const FILES = 34;
/** What real files have that the standard has not; all others have nothing of the kind. */
const TOLERANCES: Readonly<Record<string, readonly string[]>> = {
  'Page5.ofd': ['missing-part Doc_0/Document.xml: PublicRes.xml'],
  'VPage7.ofd': ['missing-part Doc_0/Document.xml: PublicRes.xml'],
  'ano.ofd': [3, 4, 5, 69].map(
    (page) => `missing-part Doc_0/Annotations.xml: Pages/Page_${String(page)}/Annotation.xml`,
  ),
  'testImageNotFound.ofd': [
    'other-namespace http://www.ofdspec.org',
    'missing-part Doc_0/DocumentRes_1.xml: image_135.PNG',
  ],
  'testImageOverridePage.ofd': ['other-namespace http://www.ofdspec.org'],
  'v4signed.ofd': ['path-case Doc_0/Document.xml: TPLS/Tpl_0/Content.xml'],
  'z.ofd': ['other-namespace http://www.ofdspec.org'],
};

const proof: object[] = [];
const folder = temporaryFolder();

describe('the sample OFD files', testsOfOfdSamples('ofd-packages', describeFiles));

function describeFiles(): void {
  const files = ofdSamples();
  const peers = readByPython(files.map(ofdSamplePath));

  afterAll(() => {
    writeProof('ofd-packages', { files: proof.length, opened: proof });
  });

  it('are all there', () => {
    expect(files).toHaveLength(FILES);
  });

  it.each(files.map((file, index) => [file, index] as const))(
    '%s opens with its tolerances named',
    (file) => {
      const ofd = openOfd(memorySource(ofdSample(file)));
      const documents = ofd.bodies.map((body) => readDocument(ofd, body));
      const needs = documents.map((document) =>
        new DocumentClosure(ofd, document).partsNeededByAll(document.pages),
      );
      const boxes = documents.flatMap(({ pages }) => pages.map(({ box }) => [box.widthMm, box.heightMm]));
      expect(boxes.length).toBeGreaterThan(0);
      const tolerances = ofd.tolerances.map(({ kind, where }) => `${kind} ${where}`);
      expect(tolerances).toEqual(TOLERANCES[file] ?? []);
      proof.push({
        file,
        boxes,
        tolerances,
        needed: needs.map(({ parts, missing }) => [parts.length, missing.length]),
      });
    },
  );

  it.each(files.map((file, index) => [file, index] as const))(
    '%s has the entries and elements that another reader finds',
    (file, index) => {
      const ofd = openOfd(memorySource(ofdSample(file)));
      const ours = ofd.container.entries.map((entry) => {
        const bytes = ofd.container.read(entry);
        return { name: entry.name, size: bytes.length, sha256: hash(bytes), xml: elementsOf(ofd, entry) };
      });
      const theirs =
        peers[index]?.entries.map((entry) => ({ ...entry, name: entry.name.replace(/\/$/, '') })) ?? [];
      expect(ours.toSorted(byName)).toEqual(theirs.toSorted(byName));
    },
  );

  it('are rewritten with all other entries as they were, and other readers accept them', () => {
    const paths = files.map((file) => {
      const before = openOfd(memorySource(ofdSample(file))).container;
      const entry = utf8Bytes('<OFD/>');
      const written = [
        { name: 'OFD.xml', content: entry },
        { name: 'Doc_0/Signs/签章_9/Seal.esl', content: entry },
      ];
      const bytes = changedOfd(ofdSample(file), written, new Date('2026-11-30T08:00:00Z'));
      const after = openContainer(memorySource(bytes)).entries;
      for (const kept of before.entries) {
        if (kept.name === 'OFD.xml') continue;
        const now = after.find((each) => each.name === kept.name) ?? expect.fail(kept.name);
        const [old, copy] = [
          before.source.read(kept.start, kept.end - kept.start),
          bytes.subarray(now.start, now.end),
        ];
        expect(equalBytes(old, copy), kept.name).toBe(true);
      }
      const path = join(folder, file);
      writeFileSync(path, bytes);
      // It warns of names that the original's headers encode in two ways.
      expect(unzipFindings(path)).toBe(unzipFindings(ofdSamplePath(file)));
      return path;
    });
    for (const [index, { entries }] of readByPython(paths).entries()) {
      const former = peers[index]?.entries.filter(({ name }) => name !== 'OFD.xml') ?? [];
      expect(entries).toEqual(expect.arrayContaining(former));
      expect(entries).toHaveLength(former.length + 2);
    }
  });
}

function hash(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Hashes the elements of XML as the peer does; null for what is no XML. */
function elementsOf(ofd: OfdPackage, entry: ZipEntry): string | null {
  if (!/\.xml$/i.test(entry.name)) return null;
  try {
    return hash(JSON.stringify(plain(parseXml(ofd.container.read(entry), entry.name))));
  } catch (error) {
    if (error instanceof CodedError && error.code === 'OFD_XML_DAMAGED') return null;
    throw error;
  }
}

function plain({ name, namespace, attributes, text, children }: XmlElement): readonly unknown[] {
  const sorted = [...attributes].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [
    namespace === '' ? name : `{${namespace}}${name}`,
    Object.fromEntries(sorted),
    text,
    ...children.map(plain),
  ];
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : 1;
}
