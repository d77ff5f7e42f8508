import { FILE_BUDGET, PACKAGE_BUDGET } from '../../core/budgets.ts';
import { loadSha256, type Sha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { recheck, type Recheck } from '../evidence-package/recheck.ts';
import { type PackedEvidence, writeEvidence } from '../evidence-package/write-evidence.ts';
import { type Draft, type OpenFile, pathOf } from '../ports/files.ts';
import type { PackageOrder } from './export-engine.ts';
import { type ExportPorts, withFile, writing } from './export-files.ts';

/** Writes an evidence package to a new file. @throws CodedError PACKAGE_DIFFERS, FILE_OVER_BUDGET, and as files fail */
export async function packEvidence(
  file: OpenFile,
  { source, trustFolder, at, outputPath, register }: PackageOrder,
  ports: ExportPorts,
): Promise<PackedEvidence> {
  const { engine, clock, turn, readFonts, maker } = ports;
  const sha256 = await loadSha256();
  const parts = {
    ...{ engine, sha256, readFonts, register, madeBy: maker, source: file, file: pathOf(source) },
    trust: ports.readTrust(trustFolder),
    evidence: await ports.evidence(trustFolder),
    judgedAt: at === null ? clock.now() : new Date(at),
    madeAt: clock.now(),
  };
  return writing(outputPath, file.permissions, ports, async (draft) => {
    const packed = await writeEvidence(parts, { sink: draft, turn });
    if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was packed');
    await expectRepeats(draft, engine, sha256);
    return packed;
  });
}

/** A package that would not repeat its own verdict is not published. One too large to be read at once is not tried. */
async function expectRepeats(draft: Draft, engine: SmEngine, sha256: Sha256): Promise<void> {
  const written = draft.asSource();
  if (written.size > FILE_BUDGET.wholeBytes) return;
  const { altered, differences } = await recheck(written.read(0, written.size), {
    engine,
    sha256,
    trust: null,
  });
  const [first] = [...differences, ...altered];
  if (first !== undefined) throw new CodedError('PACKAGE_DIFFERS', first, { difference: first });
}

/** Reads a package whole. @throws CodedError FILE_OVER_BUDGET, and as files fail */
async function readPackage(path: string, ports: ExportPorts): Promise<Uint8Array> {
  return withFile(path, ports, (file) => {
    const most = PACKAGE_BUDGET.unpackedBytes;
    if (file.size > most)
      throw new CodedError('FILE_OVER_BUDGET', 'package', { budget: 'packageBytes', most });
    return Promise.resolve(file.read(0, file.size));
  });
}

/**
 * Repeats the verdict of an evidence package.
 * @throws CodedError PACKAGE_DAMAGED, FILE_OVER_BUDGET, TRUST_FOLDER_UNREADABLE, and as files fail
 */
export async function recheckPackage(
  path: string,
  trustFolder: string | null,
  ports: ExportPorts,
): Promise<Recheck> {
  return recheck(await readPackage(path, ports), {
    engine: ports.engine,
    sha256: await loadSha256(),
    trust: trustFolder === null ? null : ports.readTrust(trustFolder),
  });
}
