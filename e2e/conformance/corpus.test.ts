import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import {
  pageGeometry,
  type PageGeometry,
  type SeenRectangle,
} from '../../electron/core/pdf/pages/page-geometry.ts';
import { pageAt, pageCount } from '../../electron/core/pdf/pages/page-tree.ts';
import { signatureFields } from '../../electron/core/pdf/signatures/signature-fields.ts';
import { makeMiniWorld, sealContent, sealPdf } from '../../electron/core/verification/fixtures/mini-world.ts';
import { verifyPdf } from '../../electron/core/verification/verify.ts';
import { encodePem } from '../../electron/core/x509/pem.ts';
import { CodedError } from '../../electron/shared/errors.ts';
import { engineUnderTest } from '../fixtures/engine-under-test.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { SAMPLES, testsOfSamples } from '../fixtures/documents/samples.ts';
import { qpdfFindings } from '../peers/qpdf.ts';
import { RENDERERS } from '../peers/render-page.ts';
import { findTestCard, testCardPng } from '../peers/test-card.ts';

const CORPUS = join(SAMPLES, 'corpus');
/** Number of files that qpdf finds clean, and how many of them must be sealed rather than refused. */
const CLEAN_FILES = 38;
const SEALED_CLEAN_FILES = 36;
/** Its hidden cross-reference stream lists itself at a place where it is not. */
const NOTED = new Map([['hybrid-xref.pdf', 'valid ENTRIES_UNRESOLVED']]);
const TOLERANCE_MM = 0.5;
const MM_PER_POINT = 25.4 / 72;

const card = testCardPng();
const world = await makeMiniWorld(await engineUnderTest());
const signer = world.first;
const checker = opensslChecker();

interface Outcome {
  readonly file: string;
  readonly clean: boolean;
  readonly result: 'sealed' | 'refused';
  /** Reason for a refusal. */
  readonly code?: string;
  readonly reason?: string;
  /** Largest distance of an edge from its requested place, over all renderers. */
  readonly worstEdgeMm?: number;
  readonly earlierSignatures?: number;
  /** The product's verdicts on the new seal, and on the document with its earlier signatures. */
  readonly verdicts?: { readonly seal: string; readonly document: string };
}

interface Sealed {
  readonly bytes: Uint8Array;
  /** Requested place of the seal. */
  readonly place: SeenRectangle;
}

const outcomes: Outcome[] = [];

describe('the sample files', testsOfSamples(SAMPLES, 'corpus', describeCorpus));

function describeCorpus(): void {
  afterAll(() => {
    writeProof('corpus', {
      files: outcomes.length,
      sealed: outcomes.filter(({ result }) => result === 'sealed').length,
      refused: outcomes.filter(({ result }) => result === 'refused'),
      outcomes,
    });
  });

  it.each(pdfFiles())('%s is sealed as asked, or refused with a code', async (file) => {
    const original = new Uint8Array(readFileSync(join(CORPUS, file)));
    const findings = qpdfFindings(original);
    const clean = findings.length === 0;
    const attempt = await sealOrRefuse(original);
    if (attempt instanceof CodedError) {
      outcomes.push({ file, clean, result: 'refused', code: attempt.code, reason: attempt.message });
      return;
    }
    writeFileSync(proofPath('corpus', file), attempt.bytes);
    expect(attempt.bytes.subarray(0, original.length)).toEqual(original);
    expect(findings).toEqual(expect.arrayContaining([...qpdfFindings(attempt.bytes)]));
    const earlierSignatures = expectEarlierSignatures(original, attempt.bytes);
    const worstEdgeMm = expectSeen(attempt);
    expect(checker.check(Buffer.from(attempt.bytes))).toEqual({ accepted: true, reason: 'accepted' });
    const verdicts = await verdictsOn(attempt.bytes);
    expect(verdicts.seal).toBe(NOTED.get(file) ?? 'valid');
    outcomes.push({ file, clean, result: 'sealed', worstEdgeMm, earlierSignatures, verdicts });
  });

  it('are nearly all sealed if qpdf finds nothing wrong', () => {
    const clean = outcomes.filter((outcome) => outcome.clean);
    expect(clean).toHaveLength(CLEAN_FILES);
    expect(clean.filter(({ result }) => result === 'sealed').length).toBeGreaterThanOrEqual(
      SEALED_CLEAN_FILES,
    );
  });
}

function pdfFiles(): readonly string[] {
  return readdirSync(CORPUS).filter((file) => file.endsWith('.pdf'));
}

function geometryOfLastPage(pdf: Uint8Array): PageGeometry {
  const document = openPdf(memorySource(pdf));
  return pageGeometry(document, pageAt(document, 'last'));
}

/** Seals a third of the way across and down the last page, 20 × 10 mm or the whole millimetres that fit. */
async function sealOrRefuse(pdf: Uint8Array): Promise<Sealed | CodedError> {
  try {
    const page = geometryOfLastPage(pdf);
    const [xMm, yMm] = [page.widthMm / 3, page.heightMm / 3];
    const half = Math.floor(Math.min(20, page.widthMm / 2, page.heightMm / 2) / 2);
    const size = { widthMm: half * 2, heightMm: half };
    const content = { ...sealContent(signer), picture: { type: 'PNG', data: card, ...size } };
    const target = { kind: 'place', page: 'last', xMm, yMm } as const;
    const bytes = await sealPdf(world, pdf, { signer, content, target });
    return { bytes, place: { xMm: xMm - half, yMm: yMm - half / 2, ...size } };
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

function opensslChecker(): OpensslSealChecker {
  const path = join(temporaryFolder(), 'issuing.pem');
  writeFileSync(path, encodePem('CERTIFICATE', world.issuing.certificate));
  return new OpensslSealChecker(path);
}

const UNLIMITED = {
  ...{ existedBy: null, registerMarks: null, listConfirmedAt: () => null, listAgeLimitMs: null },
  ...{ lateRevocations: () => Promise.resolve([]), lateEventMs: 24 * 3_600_000 },
};

async function verdictsOn(pdf: Uint8Array): Promise<{ seal: string; document: string }> {
  const judgedAt = { engine: world.engine, now: new Date('2026-06-02T00:00:00Z'), trust: world.trust };
  const none = () => Promise.resolve([]);
  const inputs = { ...judgedAt, sealStatus: none, archivedLists: none, ...UNLIMITED };
  const { verdict, signatures } = await verifyPdf(memorySource(pdf), inputs);
  const own = signatures.find(({ coversWholeFile, format }) => coversWholeFile && format === 'ses-v4');
  return { seal: [own?.verdict ?? 'missing', ...(own?.reasons ?? [])].join(' '), document: verdict };
}

/** Expects every signature of the original with its bytes and ranges unchanged. @returns their number */
function expectEarlierSignatures(original: Uint8Array, sealed: Uint8Array): number {
  const signaturesOf = (pdf: Uint8Array) =>
    signatureFields(openPdf(memorySource(pdf))).flatMap(({ name, signature }) => {
      return signature === null
        ? []
        : [{ name, byteRange: signature.byteRange, contents: signature.contents }];
    });
  const before = signaturesOf(original);
  expect(signaturesOf(sealed)).toEqual(expect.arrayContaining(before));
  return before.length;
}

/** @returns the largest distance of an edge from its place, in millimetres */
function expectSeen({ bytes, place }: Sealed): number {
  const geometry = geometryOfLastPage(bytes);
  const pageNumber = pageCount(openPdf(memorySource(bytes)));
  const userUnit = geometry.mmPerUnit / MM_PER_POINT;
  const { xMm, yMm, widthMm, heightMm } = place;
  const distances = Object.entries(RENDERERS).flatMap(([name, render]) => {
    const found = findTestCard(render(bytes, pageNumber, userUnit));
    expect(found, name).toMatchObject({ upright: true });
    return [
      (found?.left ?? Infinity) * geometry.widthMm - xMm,
      (found?.top ?? Infinity) * geometry.heightMm - yMm,
      (found?.right ?? Infinity) * geometry.widthMm - xMm - widthMm,
      (found?.bottom ?? Infinity) * geometry.heightMm - yMm - heightMm,
    ];
  });
  const worst = Math.max(...distances.map(Math.abs));
  expect(worst).toBeLessThanOrEqual(TOLERANCE_MM);
  return worst;
}
