import { memorySource } from '../../core/bytes/byte-source.ts';
import { jsonOrNull, toHex } from '../../core/bytes/encodings.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import { type PackageFiles, readZip } from '../packages/zip-reader.ts';
import { readReportDocument, type ReportDocument } from '../reports/report-document.ts';
import {
  INPUTS_PATH,
  MANIFEST_PATH,
  type Manifest,
  readInputs,
  readManifest,
  REPORT_PATH,
} from './manifest.ts';
import { packageNames } from './openssl-commands.ts';
import {
  PLATFORM_PATH,
  type RecheckedStatement,
  recheckPlatformPart,
  type RecordedQuestion,
  unansweredIn,
} from './platform-part.ts';
import { repeatEvidence } from './recorded-inputs.ts';
import { trustIn } from './trust-part.ts';

/** A root certificate on which a verdict rests. */
interface RootFacts {
  readonly subject: string;
  /** Fingerprints, hexadecimal, to compare with what the authority publishes. */
  readonly sm3: string;
  readonly sha256: string;
}

/** What an evidence package says of itself, and what its content says. */
export interface Recheck {
  readonly manifest: Manifest;
  readonly manifestSm3: string;
  /** Paths of files that differ from the manifest, are missing in it, or are missing in the package. */
  readonly altered: readonly string[];
  /** The verdict as it follows from the package now. */
  readonly report: VerificationReport;
  /** What differs between the verdict in the package and the one that follows from it. */
  readonly differences: readonly string[];
  /** What platforms have stated on its seals, opened again. */
  readonly platform: readonly RecheckedStatement[];
  /** Platforms that were asked for the package and gave no answer. */
  readonly unanswered: readonly RecordedQuestion[];
  /** Whose word the verdict rests on. The package cannot vouch for them. */
  readonly roots: readonly RootFacts[];
  /** Whether the certificates in the package were trusted, or those of a folder that the person named. */
  readonly trustedBy: 'package' | 'folder';
}

/** What a package is judged with. */
export interface RecheckPorts {
  readonly engine: SmEngine;
  readonly sha256: Sha256;
  /** Judges by this instead of the certificates and lists in the package; null judges by the package alone. */
  readonly trust: TrustStore | null;
  /** Opens the document in the package if it is encrypted, UTF-8. A package does not hold it. */
  readonly password?: Uint8Array | undefined;
}

/**
 * Repeats the verdict of an evidence package from the package alone, as of the time at which it was made, and tells
 * whether the package was altered since.
 * @throws CodedError PACKAGE_DAMAGED, FILE_OVER_BUDGET
 */
export async function recheck(
  bytes: Uint8Array,
  { engine, sha256, trust, password }: RecheckPorts,
): Promise<Recheck> {
  const files = readZip(bytes);
  const listed = files.get(MANIFEST_PATH);
  const manifest = readManifest(listed);
  const inputs = readInputs(files.get(INPUTS_PATH));
  const document = files.get(manifest.document.path);
  if (listed === undefined || document === undefined) throw new CodedError('PACKAGE_DAMAGED', 'no document');
  const names = packageNames(engine);
  const own = trustIn(inputs.trust, files);
  const trusted = trust ?? own;
  const report = await verifyDocument({ ...memorySource(document), password }, manifest.document.name, {
    engine,
    now: new Date(inputs.now),
    trust: trusted,
    evidence: repeatEvidence(inputs.answers, files, names),
  });
  const platform = recheckPlatformPart(files, engine, new Date(manifest.madeAt));
  const broken = platform.filter(({ stated }) => stated === null);
  return {
    manifest,
    platform,
    unanswered: unansweredIn(files),
    manifestSm3: toHex(engine.sm3(listed)),
    altered: alteredIn(manifest, files, engine, sha256),
    report,
    differences: [
      ...differencesBetween(reportIn(files), manifest, report),
      ...broken.map((each) => `statement of platform ${each.platform}: ${PLATFORM_PATH}`),
    ],
    roots: rootsOf([...trusted.anchors, ...platform.flatMap(({ root }) => root ?? [])], engine, sha256),
    trustedBy: trust === null ? 'package' : 'folder',
  };
}

/** Names each root once; a trust folder may hold one in several files. */
function rootsOf(anchors: readonly Certificate[], engine: SmEngine, sha256: Sha256): RootFacts[] {
  const roots = anchors.map(({ subject, raw }) => ({
    subject: subject.text,
    sm3: toHex(engine.sm3(raw)),
    sha256: toHex(sha256.hash(raw)),
  }));
  return [...new Map(roots.map((root) => [root.sha256, root])).values()];
}

function alteredIn(manifest: Manifest, files: PackageFiles, engine: SmEngine, sha256: Sha256): string[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const differs = manifest.files.filter(({ path, ...expected }) => {
    const bytes = files.get(path);
    if (bytes?.length !== expected.size) return true;
    return toHex(engine.sm3(bytes)) !== expected.sm3 || toHex(sha256.hash(bytes)) !== expected.sha256;
  });
  const unlisted = [...files.keys()].filter(
    (path) => path !== MANIFEST_PATH && !path.endsWith('/') && !listed.has(path),
  );
  const { document } = manifest;
  const own = listed.get(document.path);
  const isSame = own !== undefined && own.sm3 === document.sm3 && own.sha256 === document.sha256;
  return [...differs.map(({ path }) => path), ...unlisted, ...(isSame ? [] : [MANIFEST_PATH])];
}

function reportIn(files: PackageFiles): ReportDocument {
  try {
    return readReportDocument(jsonOrNull(files.get(REPORT_PATH) ?? new Uint8Array()));
  } catch (error) {
    throw new CodedError('PACKAGE_DAMAGED', String(error), { file: REPORT_PATH });
  }
}

/** Compares verdicts and reasons, which are what a verdict is. Texts may differ between versions. */
function differencesBetween(
  recorded: ReportDocument,
  manifest: Manifest,
  report: VerificationReport,
): string[] {
  const differences: string[] = [];
  const compare = (what: string, then: string, now: string): void => {
    if (then !== now) differences.push(`${what}: ${then} → ${now}`);
  };
  compare('verdict', recorded.verdict, report.verdict);
  compare('manifest', manifest.verdict, recorded.verdict);
  compare('signatures', String(recorded.signatures.length), String(report.signatures.length));
  recorded.signatures.forEach(({ number, verdict, reasons }, index) => {
    const now = report.signatures[index];
    if (now === undefined) return;
    compare(`signature ${number}`, verdict, now.verdict);
    compare(`signature ${number} reasons`, reasons.map(({ code }) => code).join(' '), now.reasons.join(' '));
  });
  return differences;
}
