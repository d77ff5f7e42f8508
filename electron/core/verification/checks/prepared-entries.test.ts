import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { type FixtureObjects, onePage, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { RevisionTiling } from '../../pdf/tiling/revision-tiling.ts';
import { streamBeyondEnd, unresolvedEntries } from '../../pdf/tiling/unresolved-entries.ts';
import { type AppendedObjects, appendRevision } from '../fixtures/append-revision.ts';
import { appendLater } from '../fixtures/later-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { sealPdf } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { summary, only, first } = harness;

/** Far above the numbers that sealing gives out. */
const HIDDEN = 40;
const CONTAINER = 60;
const TWO_CONTENTS = {
  3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R ${String(HIDDEN)} 0 R]/Resources<<>>>>`,
};

/** Makes a document whose author prepared an entry before the other party seals. */
function prepared(rows: string, objects: FixtureObjects = TWO_CONTENTS): Uint8Array {
  return new PdfFixture()
    .objects({ ...onePage(), ...objects, [HIDDEN + 1]: '[]' })
    .table('/Root 1 0 R', rows)
    .bytes();
}

const listed = (number: number, offset: number): string =>
  `${String(number)} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
/** An offset beyond the end of the prepared document. */
const PLACE = 20_000;
const seal = (pdf: Uint8Array): Promise<Uint8Array> => sealPdf(harness, pdf, { signer: first });

const COMPRESSED = new PdfFixture()
  .objects({ ...onePage(), ...TWO_CONTENTS })
  .xrefStream(new Map([[HIDDEN, [CONTAINER, 0]]]))
  .bytes();

/** Tells whether a later revision completes what an earlier one left open; other software may have signed that one. */
function isCompleted(pdf: Uint8Array): boolean {
  return new RevisionTiling(openPdf(memorySource(pdf)), 0).isCompletedSince(0);
}

describe('an entry that led nowhere when the document was sealed', () => {
  it('is noted, and hides nothing as long as nothing is added', async () => {
    expect(await summary(await seal(COMPRESSED))).toEqual(['valid', 'ENTRIES_UNRESOLVED']);
  });

  it('is a change once a later revision brings its object stream', async () => {
    const sealed = await seal(COMPRESSED);
    const header = `${String(HIDDEN)} 0 `;
    const data = `${header}<</Length 0>>`;
    const stream = `<</Type/ObjStm/N 1/First ${String(header.length)}/Length ${String(data.length)}>>`;
    const brought = appendRevision(sealed, { [CONTAINER]: `${stream}\nstream\n${data}\nendstream` });
    const { verdict, reasons, checks } = await only(brought);
    expect([verdict, reasons.includes('MODIFIED_SINCE'), checks.modification.facts]).toEqual([
      'invalid',
      true,
      { what: 'unresolvedEntry' },
    ]);
  });

  it.each<[string, string]>([
    ['and lists it again', listed(HIDDEN, PLACE)],
    ['and does not list it', ''],
  ])('is a change once a later revision writes an object at its place %s', (_name, row) => {
    const pdf = prepared(listed(HIDDEN, PLACE));
    const object = `${String(HIDDEN)} 0 obj\n<</Length 1>>\nstream\nq\nendstream\nendobj\n`;
    const table = (number: string, at: string): string =>
      `xref\n${row}${number} 1\n${at} 00000 n \ntrailer\n`;
    expect(isCompleted(appendLater(pdf, { lead: ' '.repeat(PLACE - pdf.length) + object, table }))).toBe(
      true,
    );
    expect(isCompleted(appendLater(pdf))).toBe(false);
  });

  it('is a change once a larger /Size lets readers see it', () => {
    const fixture = new PdfFixture().objects(onePage());
    const row = listed(HIDDEN, fixture.length);
    const pdf = fixture
      .text(`${String(HIDDEN)} 0 obj\n[]\nendobj\n`)
      .table('/Root 1 0 R', row)
      .bytes();
    const later = (size: number): Uint8Array =>
      appendLater(pdf, {
        trailer: ({ root, previous }) => `<</Size ${String(size)}/Root ${root}/Prev ${previous}/Info # 0 R>>`,
      });
    expect([isCompleted(later(6)), isCompleted(later(HIDDEN + 1))]).toEqual([false, true]);
  });
});

describe('a stream that was not at its end when the document was sealed', () => {
  const long = `<</Length 30000>>\nstream\nq\nendstream`;

  it('is found, and nothing may follow', async () => {
    const pdf = prepared('', { ...TWO_CONTENTS, [HIDDEN]: long });
    expect(streamBeyondEnd(openPdf(memorySource(pdf)))).toBe(HIDDEN);
    const sealed = await seal(pdf);
    const { verdict, checks } = await only(appendLater(sealed));
    expect([verdict, checks.modification.facts]).toEqual(['invalid', { what: 'unresolvedEntry' }]);
  });
});

describe('a document that says it is linearized', () => {
  it('may not have the stated length only once something is added', async () => {
    const linearized = (length: number): Uint8Array =>
      new PdfFixture()
        .objects({ 9: `<</Linearized 1/L ${String(length).padStart(6)}>>` })
        .objects(onePage())
        .table()
        .bytes();
    const later = appendLater(await seal(linearized(1)));
    const trap = await seal(linearized(later.length));
    expect(appendLater(trap).length).toBe(later.length);
    expect(await summary(later)).toEqual(['valid', 'EXTENDED_SINCE']);
    expect(await summary(appendLater(trap))).toEqual(['invalid', 'SECTION_NOT_CANONICAL', 'EXTENDED_SINCE']);
  });
});

describe('the entries of a document that lead nowhere', () => {
  it.each<[string, Uint8Array, string]>([
    ['beyond the end', prepared(listed(HIDDEN, 20_000)), 'beyondEnd'],
    ['to the place of another object', prepared(listed(HIDDEN, 15)), 'otherPlace'],
    ['to a stream that does not exist', COMPRESSED, 'noStream'],
    [
      'to an index at which the stream has another object',
      new PdfFixture()
        .objects({ ...onePage(), 7: { entries: '/Type/ObjStm/N 1/First 3', data: latin1Bytes('8 0 []') } })
        .xrefStream(new Map([[HIDDEN, [7, 0]]]))
        .bytes(),
      'notInStream',
    ],
  ])('are listed: %s', (_name, pdf, why) => {
    const found = unresolvedEntries(openPdf(memorySource(pdf)));
    expect(found.filter(({ objectNumber }) => objectNumber === HIDDEN)).toEqual([
      { objectNumber: HIDDEN, why: why },
    ]);
  });

  it('are none in an ordinary document, also of object streams', () => {
    const appended: AppendedObjects = { 4: '<</Length 1>>\nstream\nq\nendstream' };
    expect(unresolvedEntries(openPdf(memorySource(appendRevision(harness.plain, appended))))).toEqual([]);
  });
});
