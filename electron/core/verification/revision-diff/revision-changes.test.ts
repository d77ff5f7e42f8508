import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { type FixtureObjects, onePage, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { RevisionTiling } from '../../pdf/tiling/revision-tiling.ts';
import { appendRevision } from '../fixtures/append-revision.ts';
import { RevisionChanges } from './revision-changes.ts';

/** Makes a document of some hundred objects, to which revisions add new document information. */
function updated(revisions: number): Uint8Array {
  const others = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [100 + at, '[(x) 4 0 R]']));
  let pdf = new PdfFixture()
    .objects({ ...onePage(), ...others } satisfies FixtureObjects)
    .table()
    .bytes();
  for (let number = 500; number < 500 + revisions; number += 1) {
    pdf = appendRevision(pdf, { [number]: '<</Producer(x)>>' }, `/Info ${String(number)} 0 R`);
  }
  return pdf;
}

/** Asks for the changes since every revision, as signatures in each of them do. @returns bytes of syntax read */
function workFor(revisions: number): number {
  const document = openPdf(memorySource(updated(revisions)));
  const tiling = new RevisionTiling(document, 0);
  const changes = new RevisionChanges(document, 0);
  for (let revision = 0; revision < revisions; revision += 1) {
    expect(tiling.faultAfter(revision)).toBeNull();
    expect(tiling.isCompletedSince(revision)).toBe(false);
    expect(changes.since(revision)).toEqual({ findings: [], extends: true, signatures: 0 });
  }
  return document.source.meter?.spent.syntaxBytes ?? 0;
}

describe('the changes since each revision of a file', () => {
  it('cost twice as much for twice as many revisions', () => {
    const [few, more, most] = [workFor(50), workFor(100), workFor(200)];
    expect((most - more) / (more - few)).toBeLessThan(2.2);
  });

  it('are compared at once where a revision undoes what another did', () => {
    const content = (text: string): string => `<</Length 1>>\nstream\n${text}\nendstream`;
    const pdf = new PdfFixture()
      .objects({ ...onePage(), 4: content('q') })
      .table()
      .bytes();
    const changed = appendRevision(pdf, { 4: content('Q') });
    const since = (bytes: Uint8Array): readonly { readonly what: string }[] =>
      new RevisionChanges(openPdf(memorySource(bytes)), 0).since(0).findings;
    expect(since(changed).map(({ what }) => what)).toEqual(['stream']);
    expect(since(appendRevision(changed, { 4: content('q') }))).toEqual([]);
  });

  it('are found behind the second value of a key, which some readers take', () => {
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Contents 40 0 R>>';
    const pdf = new PdfFixture()
      .objects({ ...onePage(), 3: page })
      .table()
      .bytes();
    const catalog = '<</Type/Catalog/Pages 2 0 R/DSS 40 0 R>>';
    const brought = appendRevision(pdf, { 1: catalog, 40: '<</Length 1>>\nstream\nq\nendstream' });
    const { findings } = new RevisionChanges(openPdf(memorySource(brought)), 0).since(0);
    expect(findings).toContainEqual({ severity: 'modified', what: 'danglingReference' });
  });
});
