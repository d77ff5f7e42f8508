import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { writing } from '../../adapters/files/file-errors.ts';
import { fileMoves } from '../../adapters/files/file-moves.ts';
import { saveWhole } from '../../adapters/files/node-files.ts';
import type { HeldFile } from '../../services/ports/files.ts';
import type { RegisterExtract } from '../../services/evidence-package/register-part.ts';
import { type AskedPlatforms, NOBODY_ASKED } from '../../services/platform/seal-evidence.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import type { ExportEngine, PackageOrder } from '../../services/verdict-exports/export-engine.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import type { SavedExport, VerdictExport } from '../../shared/model/verdict-export.ts';
import type { PageImage } from '../../shared/model/page-image.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { PageImages } from '../documents/page-images.ts';
import type { Dialogs } from '../window/dialogs.ts';

export interface ExportHandlerParts {
  readonly documents: OpenDocuments;
  readonly exports: ExportEngine;
  readonly trustFolder: string;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath'>;
  /** What the window has drawn for evidence packages. */
  readonly pageImages: PageImages;
  readonly language: () => Language;
  /** What the register has on versions of a document, by their SM3. */
  readonly extracts: (hashes: readonly string[]) => Promise<readonly RegisterExtract[]>;
  /** What the platforms of its seals state on a document, and which of them do not answer. */
  readonly stated: (report: VerificationReport, sm3: string) => Promise<Result<AskedPlatforms>>;
}

/** What the name of an exported file ends with. */
const SUFFIXES: Readonly<Record<VerdictExport, string>> = {
  pdf: '_验章报告.pdf',
  html: '_验章报告.html',
  json: '_验章报告.json',
  evidence: '_证据包.zip',
  archive: '_归档包.zip',
};

/** Saves what carries the verdict on an open document away; null where the person changes their mind. */
export function exportHandler(
  parts: ExportHandlerParts,
): (request: { readonly id: string; readonly kind: VerdictExport }) => Promise<Result<SavedExport | null>> {
  return ({ id, kind }) =>
    parts.documents.work(id, async ({ file }) => {
      const images = parts.pageImages.take(id);
      const name = basename(file.path, extname(file.path));
      const path = await parts.dialogs.chooseExportPath(
        `${name}${SUFFIXES[kind]}`,
        SUFFIXES[kind].split('.').at(-1) ?? '',
        'verification',
      );
      if (path === null) return success(null);
      return resultOf(() => save(kind, { file, images }, path, parts));
    });
}

async function save(
  kind: VerdictExport,
  { file, images }: { readonly file: HeldFile; readonly images: readonly PageImage[] },
  path: string,
  { exports, trustFolder, language, extracts, stated }: ExportHandlerParts,
): Promise<SavedExport> {
  const saved = (manifestSm3: string | null, asked = NOBODY_ASKED): SavedExport => ({
    ...{ kind, name: basename(path), manifestSm3 },
    unanswered: asked.unanswered.map(({ sealName, platform, code }) => ({ sealName, platform, code })),
  });
  if (kind !== 'evidence' && kind !== 'archive') {
    const examination = await exports.examine(file, trustFolder, null, 'report');
    unwrap(await saveWhole(path, unwrap(await exports.report(examination, kind, language()))));
    return saved(null);
  }
  const versions = kind === 'evidence' ? await versionsOf(file, exports) : [];
  const register = kind === 'evidence' ? await extracts(versions) : [];
  // Without an answer the package is made all the same, and says so: what it rests on without the platform is in it.
  const platform =
    kind === 'evidence'
      ? unwrap(await stated(await reportOf(file, trustFolder, exports), versions.at(-1) ?? ''))
      : NOBODY_ASKED;
  return replacing(path, async (outputPath) => {
    const order: PackageOrder = { source: file, trustFolder, at: null, outputPath, register };
    const packed =
      kind === 'evidence'
        ? await exports.evidence({ ...order, images, platform })
        : await exports.archive(order);
    return saved(unwrap(packed).manifestSm3, platform);
  });
}

async function reportOf(
  file: HeldFile,
  trustFolder: string,
  exports: ExportEngine,
): Promise<VerificationReport> {
  return (await exports.examine(file, trustFolder, null, 'report')).report;
}

/** Returns the SM3 of each version of a document. */
async function versionsOf(file: HeldFile, exports: ExportEngine): Promise<readonly string[]> {
  return unwrap(await exports.revisions(file)).map(({ sm3 }) => sm3);
}

/** Writes beside a file that the person lets be replaced, and puts the new one in its place when it is whole. */
async function replacing<T>(path: string, write: (outputPath: string) => Promise<T>): Promise<T> {
  const isTaken = existsSync(path);
  const outputPath = isTaken ? `${path}.new` : path;
  const written = await write(outputPath);
  if (isTaken) writing(() => putInPlace(outputPath, path));
  return written;
}

/** The former file stays when it cannot be replaced, as when another program shows it. */
function putInPlace(written: string, path: string): void {
  try {
    fileMoves.replace(written, path);
  } catch (error) {
    fileMoves.tryToRemove(written);
    throw error;
  }
}
