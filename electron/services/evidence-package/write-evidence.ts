import { piecesOf, type ByteSource } from '../../core/bytes/byte-source.ts';
import { PACKAGE_BUDGET } from '../../core/budgets.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import type { RevisionEnd } from '../../core/verification/signature-contexts.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PageImage } from '../../shared/model/page-image.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { reportTexts } from '../../shared/texts/report-texts.ts';
import { documentHeadline } from '../../shared/texts/verdict-texts.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { ByteProgress } from '../documents/document-engine.ts';
import { timelineOf, versionEnds } from '../documents/revision-history.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import type { Evidence } from '../documents/verdict-evidence.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import { countPieces } from '../packages/count-pieces.ts';
import { joinParts, type PackagePart, type Step } from '../packages/package-part.ts';
import { type PackedFile, ZipWriter, type ZipPorts } from '../packages/zip-writer.ts';
import { makeReport, type ReportMaker } from '../reports/make-report.ts';
import type { ReportDocument } from '../reports/report-document.ts';
import { renderReport } from '../reports/render-report.ts';
import { COVER_PATH, coverSheet } from './cover.ts';
import { GatheredSignatures } from './gathered-signatures.ts';
import {
  IMAGES_FOLDER,
  INPUTS_PATH,
  jsonBytes,
  MANIFEST_PATH,
  type Manifest,
  type RecordedInputs,
} from './manifest.ts';
import { DOCUMENT_PATHS, equals, hashOf, packageNames } from './openssl-commands.ts';
import { recordEvidence } from './recorded-inputs.ts';
import type { AskedPlatforms } from '../platform/seal-evidence.ts';
import { platformPart } from './platform-part.ts';
import { type RegisterExtract, registerPart } from './register-part.ts';
import { signaturePart } from './signature-part.ts';
import { STEPS_PATH, stepsText } from './steps-text.ts';
import { listFile, trustPart } from './trust-part.ts';

/** What an evidence package is made of. */
export interface EvidenceParts {
  readonly source: ByteSource;
  /** Name of the document, with or without its folders. */
  readonly file: string;
  readonly trust: TrustStore;
  readonly evidence: Evidence;
  /** The time to judge at. */
  readonly judgedAt: Date;
  readonly madeAt: Date;
  readonly madeBy: ReportMaker;
  readonly register: readonly RegisterExtract[];
  /** What platforms have stated on its seals for this package. */
  readonly platform: AskedPlatforms;
  /** Pictures of pages of its signed versions. */
  readonly images: readonly PageImage[];
  readonly engine: SmEngine;
  readonly sha256: Sha256;
  readonly readFonts: () => PackedFonts;
}

/** What was packed. */
export interface PackedEvidence {
  readonly verdict: VerificationReport['verdict'];
  readonly files: number;
  /** SM3 of the manifest, hexadecimal. Whoever gets the package can compare it. */
  readonly manifestSm3: string;
}

/**
 * Writes an evidence package (证据包) of a document: its bytes, everything that its verdict rests on, and the commands
 * that repeat each check without this program.
 * @throws CodedError FILE_OVER_BUDGET, those of reading the document and of the sink; PACKAGE_DIFFERS if the package
 *   would not repeat the verdict
 */
export async function writeEvidence(
  parts: EvidenceParts,
  { onProgress, ...ports }: Pick<ZipPorts, 'sink' | 'turn'> & { readonly onProgress: ByteProgress },
): Promise<PackedEvidence> {
  const { source, file, engine, trust, judgedAt, madeAt, madeBy, readFonts } = parts;
  const names = packageNames(engine);
  const recorder = recordEvidence(parts.evidence, names);
  const gathered = new GatheredSignatures();
  const report = await verifyDocument(source, file, {
    ...{ engine, now: judgedAt, trust, evidence: recorder.evidence },
    ...gathered.listeners,
  });
  if (report.verdict === 'error') throw new CodedError(report.error?.code ?? 'FILE_UNREADABLE', file);
  const ends = versionEnds(source);
  const found = gathered.inOrder(report);
  const known = found.flatMap((each) => each?.evidence ?? []);
  // A signature that broke off may have asked for anything.
  const trusted = trustPart(trust, known.length === found.length ? known : null, names);

  const zip = new ZipWriter({ ...ports, engine, sha256: parts.sha256, madeAt });
  const files: PackedFile[] = [];
  const add = async (path: string, bytes: Uint8Array): Promise<void> =>
    void files.push(await zip.add(path, bytes));
  const counted = countPieces(bytesOf(source, ends), onProgress);
  const format = isOfd(source) ? 'ofd' : 'pdf';
  const document = await zip.addDocument(DOCUMENT_PATHS[format], counted(piecesOf(source, 0, source.size)));
  files.push(document);
  const revisions = await addRevisions(zip, files, { ...parts, document, counted }, ends);

  const signatures = report.signatures.map((own, index): PackagePart => {
    const number = index + 1;
    const gotten = found[index] ?? null;
    if (gotten === null) return { files: [], steps: [] };
    return signaturePart(gotten.evidence, gotten.placed(own, number), { report: own, number, names });
  });
  const part = joinParts([
    { files: [...trusted.files, ...recorder.lists().map(({ raw }) => listFile(raw, names))], steps: [] },
    { files: [], steps: documentSteps(document) },
    ...signatures,
    registerPart(parts.register, names),
    platformPart(parts.platform),
  ]);
  for (const { path, bytes } of part.files) await add(path, bytes);
  const recorded: RecordedInputs = {
    format: 'sealdesk verification inputs 1',
    now: judgedAt.toISOString(),
    trust: trusted.trust,
    answers: recorder.recorded(),
  };
  await add(INPUTS_PATH, jsonBytes(recorded));
  await add(STEPS_PATH, utf8Bytes(stepsText(part.steps)));

  const { size, sm3, sha256 } = document;
  const printed = makeReport({
    ...{ report, hashes: { size, sm3, sha256 }, madeBy, madeAt, judgedAt },
    revisions: await timelineOf(source, gathered.pdfContexts(report), { engine, turn: ports.turn }),
  });
  await addReports(add, printed, readFonts);
  const images = await addImages(zip, files, parts.images, ends);
  const manifest: Manifest = {
    format: 'sealdesk evidence package 1',
    madeAt: madeAt.toISOString(),
    judgedAt: judgedAt.toISOString(),
    madeBy: { ...madeBy },
    document: { name: fileNameOf(file), ...document },
    verdict: report.verdict,
    revisions,
    images,
    files,
  };
  await add(
    COVER_PATH,
    await drawCover(manifest, documentHeadline(report, 'zh-CN'), parts.platform, readFonts),
  );
  const listed = jsonBytes(manifest);
  await zip.add(MANIFEST_PATH, listed);
  zip.end();
  return { verdict: report.verdict, files: files.length, manifestSm3: toHex(engine.sm3(listed)) };
}

/** Returns the bytes of a document and of its earlier versions, each of which is read. */
function bytesOf({ size }: ByteSource, ends: readonly RevisionEnd[]): number {
  return ends.reduce((sum, { end }) => (end === size ? sum : sum + end), size);
}

/** Adds each earlier version of the document, which is a beginning of it; the newest one is the document itself. */
async function addRevisions(
  zip: ZipWriter,
  files: PackedFile[],
  {
    source,
    engine,
    sha256,
    document,
    counted,
  }: EvidenceParts & { readonly document: PackedFile; readonly counted: ReturnType<typeof countPieces> },
  ends: readonly RevisionEnd[],
): Promise<Manifest['revisions']> {
  const revisions: Manifest['revisions'] = [];
  for (const { number, end } of ends) {
    if (end === source.size) {
      revisions.push({ number, bytes: end, sm3: document.sm3, sha256: document.sha256, path: null });
      continue;
    }
    if (source.size <= PACKAGE_BUDGET.repeatedBytes) {
      const packed = await zip.addDocument(`revisions/${number}.pdf`, counted(piecesOf(source, 0, end)));
      files.push(packed);
      revisions.push({ number, bytes: end, sm3: packed.sm3, sha256: packed.sha256, path: packed.path });
      continue;
    }
    const [first, second] = [await engine.createSm3(), await sha256.createHasher()];
    for (const piece of counted(piecesOf(source, 0, end))) {
      first.update(piece);
      second.update(piece);
    }
    revisions.push({
      number,
      bytes: end,
      sm3: toHex(first.digest()),
      sha256: toHex(second.digest()),
      path: null,
    });
  }
  return revisions;
}

/** Adds the pictures of pages, as they are; those of no version of the document are left out. */
async function addImages(
  zip: ZipWriter,
  files: PackedFile[],
  images: readonly PageImage[],
  ends: readonly RevisionEnd[],
): Promise<Manifest['images']> {
  const added: Manifest['images'] = [];
  for (const { coveredBytes, page, picture } of images) {
    const revision = ends.find(({ end }) => end === coveredBytes)?.number;
    if (revision === undefined) continue;
    const path = `${IMAGES_FOLDER}${revision}/${String(page).padStart(3, '0')}.jpg`;
    files.push(await zip.addDocument(path, [picture]));
    added.push({ revision, page, path });
  }
  return added;
}

function documentSteps({ sm3, sha256, path }: PackedFile): Step[] {
  return [
    {
      title: text(`文件的 SM3 是 ${sm3}`, `The SM3 of the document is ${sm3}`),
      command: equals(hashOf('sm3', path), sm3),
      holds: true,
    },
    {
      title: text(`文件的 SHA-256 是 ${sha256}`, `The SHA-256 of the document is ${sha256}`),
      command: equals(hashOf('sha256', path), sha256),
      holds: true,
    },
  ];
}

async function addReports(
  add: (path: string, bytes: Uint8Array) => Promise<void>,
  report: ReportDocument,
  readFonts: () => PackedFonts,
): Promise<void> {
  for (const format of ['json', 'html', 'pdf'] as const) {
    await add(`report/report.${format}`, await renderReport(report, format, 'zh-CN', readFonts));
  }
}

async function drawCover(
  manifest: Manifest,
  headline: string,
  asked: AskedPlatforms,
  readFonts: () => PackedFonts,
): Promise<Uint8Array> {
  const { sheetPdf } = await import('../drawn-pages/sheet-pdf.ts');
  return sheetPdf(coverSheet(manifest, headline, asked), {
    fonts: readFonts(),
    createdAt: new Date(manifest.madeAt),
    pageLabel: reportTexts.page['zh-CN'],
  });
}
