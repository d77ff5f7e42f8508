import { FILE_BUDGET, PACKAGE_BUDGET } from '../../core/budgets.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { CodedError } from '../../shared/errors.ts';
import { type PackedArchive, writeArchive } from '../archive-package/write-archive.ts';
import { recheck, type Recheck, type RecheckPorts } from '../evidence-package/recheck.ts';
import { withDraft, withFile } from '../documents/with-file.ts';
import {
  type EvidenceParts,
  type PackedEvidence,
  writeEvidence,
} from '../evidence-package/write-evidence.ts';
import { type Draft, type FileSource, type OpenFile, passwordOf, pathOf } from '../ports/files.ts';
import type { EvidenceOrder, PackageOrder } from './export-engine.ts';
import type { ExportPorts } from './export-files.ts';

/** Writes an evidence package to a new file. @throws CodedError PACKAGE_DIFFERS, FILE_OVER_BUDGET, and as files fail */
export async function packEvidence(
  file: OpenFile,
  order: EvidenceOrder,
  ports: ExportPorts,
): Promise<PackedEvidence> {
  const { engine, turn, onProgress } = ports;
  const parts = await partsOf(file, order, ports);
  return withDraft(order.outputPath, file.permissions, ports, async (draft) => {
    const packed = await writeEvidence(
      { ...parts, register: order.register, images: order.images, platform: order.platform },
      { sink: draft, turn, onProgress },
    );
    if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was packed');
    await expectRepeats(draft, { engine, sha256: parts.sha256, password: file.password });
    return packed;
  });
}

/** Writes an archive package to a new file. @throws CodedError FILE_OVER_BUDGET, and as files fail */
export async function packArchive(
  file: OpenFile,
  order: PackageOrder,
  ports: ExportPorts,
): Promise<PackedArchive> {
  const { turn, onProgress } = ports;
  const parts = await partsOf(file, order, ports);
  return withDraft(order.outputPath, file.permissions, ports, async (draft) => {
    const packed = await writeArchive(parts, { sink: draft, turn, onProgress });
    if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was packed');
    return packed;
  });
}

/** Gathers what a package of an open document is made of. */
async function partsOf(
  file: OpenFile,
  { source, trustFolder, at }: PackageOrder,
  { engine, clock, readFonts, maker, readTrust, evidence }: ExportPorts,
): Promise<Omit<EvidenceParts, 'register' | 'images' | 'platform'>> {
  return {
    ...{ engine, readFonts, madeBy: maker, source: file, file: pathOf(source) },
    sha256: await loadSha256(),
    trust: readTrust(trustFolder),
    evidence: await evidence(trustFolder),
    judgedAt: at === null ? clock.now() : new Date(at),
    madeAt: clock.now(),
  };
}

/** A package that would not repeat its own verdict is not published. One too large to be read at once is not tried. */
async function expectRepeats(draft: Draft, ports: Omit<RecheckPorts, 'trust'>): Promise<void> {
  const written = draft.asSource();
  if (written.size > FILE_BUDGET.wholeBytes) return;
  const { altered, differences } = await recheck(written.read(0, written.size), { ...ports, trust: null });
  const [first] = [...differences, ...altered];
  if (first !== undefined) throw new CodedError('PACKAGE_DIFFERS', first, { difference: first });
}

/** Reads a package whole. @throws CodedError FILE_OVER_BUDGET, and as files fail */
async function readPackage(source: FileSource, ports: ExportPorts): Promise<Uint8Array> {
  return withFile(source, ports, (file) => {
    const most = PACKAGE_BUDGET.unpackedBytes;
    if (file.size > most)
      throw new CodedError('FILE_OVER_BUDGET', 'package', { budget: 'packageBytes', most });
    return Promise.resolve(file.read(0, file.size));
  });
}

/**
 * Repeats the verdict of an evidence package.
 * @param source the package, and the password of an encrypted document in it
 * @throws CodedError PACKAGE_DAMAGED, FILE_OVER_BUDGET, TRUST_FOLDER_UNREADABLE, and as files fail
 */
export async function recheckPackage(
  source: FileSource,
  trustFolder: string | null,
  ports: ExportPorts,
): Promise<Recheck> {
  return recheck(await readPackage(source, ports), {
    engine: ports.engine,
    sha256: await loadSha256(),
    trust: trustFolder === null ? null : ports.readTrust(trustFolder),
    password: passwordOf(source),
  });
}
