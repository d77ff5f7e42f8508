import { type ByteSource, piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { openOfd } from '../../core/ofd/package/ofd-package.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import { examineDocument } from '../../core/preflight/examine-document.ts';
import { examineOfd } from '../../core/preflight/examine-ofd.ts';
import { CodedError } from '../../shared/errors.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { archiveTexts as said } from '../../shared/texts/package-texts.ts';
import { reportTexts } from '../../shared/texts/report-texts.ts';
import type { ByteProgress } from '../documents/document-engine.ts';
import { GatheredContexts, timelineOf } from '../documents/revision-history.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import type { Sheet, Tone } from '../drawn-pages/sheet.ts';
import { jsonBytes } from '../evidence-package/manifest.ts';
import type { EvidenceParts } from '../evidence-package/write-evidence.ts';
import { countPieces } from '../packages/count-pieces.ts';
import { type PackedFile, ZipWriter, type ZipPorts } from '../packages/zip-writer.ts';
import { makeReport } from '../reports/make-report.ts';
import { renderReport } from '../reports/render-report.ts';
import { type FourCheck, fourChecks } from './four-checks.ts';
import { type ArchiveMetadata, archiveMetadata, BASIS, metadataXml } from './metadata.ts';

/** What was packed. */
export interface PackedArchive {
  readonly verdict: VerificationReport['verdict'];
  readonly files: number;
  /** SM3 of the manifest, hexadecimal. */
  readonly manifestSm3: string;
  readonly checks: readonly FourCheck[];
}

/**
 * Writes an archive package (归档包) of a document: its bytes, metadata with the source of each element, the four checks
 * (四性检测) and the verification report.
 * @throws CodedError FILE_OVER_BUDGET, those of reading the document and of the sink
 */
export async function writeArchive(
  parts: Omit<EvidenceParts, 'register' | 'images' | 'platform'>,
  { onProgress, ...ports }: Pick<ZipPorts, 'sink' | 'turn'> & { readonly onProgress: ByteProgress },
): Promise<PackedArchive> {
  const { source, file, engine, sha256, trust, evidence, judgedAt, madeAt, madeBy, readFonts } = parts;
  const contexts = new GatheredContexts();
  const given = { engine, now: judgedAt, trust, evidence, onGathered: contexts.add };
  const report = await verifyDocument(source, file, given);
  if (report.verdict === 'error') throw new CodedError(report.error?.code ?? 'FILE_UNREADABLE', file);
  const counted = countPieces(source.size, onProgress);
  const zip = new ZipWriter({ ...ports, engine, sha256, madeAt });
  const files: PackedFile[] = [];
  const add = async (path: string, bytes: Uint8Array): Promise<void> =>
    void files.push(await zip.add(path, bytes));
  const format = isOfd(source) ? 'ofd' : 'pdf';
  const content = counted(piecesOf(source, 0, source.size));
  const document = await zip.addDocument(`content/document.${format}`, content);
  files.push(document);
  const { size, sm3, sha256: second } = document;
  const printed = makeReport({
    ...{ report, hashes: { size, sm3, sha256: second }, madeBy, madeAt, judgedAt },
    revisions: await timelineOf(source, contexts.inOrder(report), { engine, turn: ports.turn }),
  });
  const metadata = archiveMetadata(printed, format);
  const checks = fourChecks({ report, metadata, findings: findingsIn(source) });
  await add('metadata/metadata.json', jsonBytes(metadata));
  await add('metadata/metadata.xml', metadataXml(metadata));
  await add('checks/checks.json', jsonBytes({ format: 'sealdesk four checks 1', basis: BASIS, checks }));
  for (const kind of ['json', 'pdf'] as const) {
    await add(`report/report.${kind}`, await renderReport(printed, kind, 'zh-CN', readFonts));
  }
  const { sheetPdf } = await import('../drawn-pages/sheet-pdf.ts');
  const drawing = { fonts: readFonts(), createdAt: madeAt, pageLabel: reportTexts.page['zh-CN'] };
  await add('00-归档说明.pdf', await sheetPdf(archiveSheet(metadata, checks), drawing));
  const manifest = jsonBytes({
    format: 'sealdesk archive package 1',
    ...{
      basis: BASIS,
      madeAt: madeAt.toISOString(),
      madeBy,
      document: { ...document, name: printed.document.name },
    },
    files,
  });
  await zip.add('manifest.json', manifest);
  zip.end();
  return { verdict: report.verdict, files: files.length, manifestSm3: toHex(engine.sm3(manifest)), checks };
}

const findingsIn = (source: ByteSource) =>
  isOfd(source) ? examineOfd(openOfd(source), []) : examineDocument(openPdf(source));

const TONES: Readonly<Record<FourCheck['result'], Tone>> = {
  通过: 'good',
  不通过: 'bad',
  无法确认: 'doubt',
  未检测: 'neutral',
};

function archiveSheet({ elements, notListed }: ArchiveMetadata, checks: readonly FourCheck[]): Sheet {
  return {
    language: 'zh-CN',
    title: said.title,
    notice: said.notice,
    blocks: [
      { kind: 'paragraph', text: BASIS },
      { kind: 'heading', text: said.checks },
      {
        kind: 'table',
        head: said.checkColumns,
        widths: [0.32, 0.14, 0.54],
        rows: checks.map(({ property, item, result, finding }) => ({
          cells: [`${property}：${item}`, result, finding],
          tone: TONES[result],
        })),
      },
      { kind: 'heading', text: said.metadata },
      {
        kind: 'table',
        head: said.metadataColumns,
        widths: [0.26, 0.4, 0.34],
        rows: elements.map(({ name, value, valueSource, nameSource }) => ({
          cells: [name, value ?? '', `${valueSource}；名称：${nameSource}`],
        })),
      },
      { kind: 'paragraph', text: notListed },
    ],
  };
}
