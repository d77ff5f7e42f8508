import { z } from 'zod';
import { BUNDLE_BUDGET } from '../../core/budgets.ts';
import { utf8Text, toHex } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import {
  claimedPayload,
  keptStatement,
  openPlatformStatement,
  type PlatformTrust,
  type Statement,
} from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import { type PackageFiles, readZip } from '../packages/zip-reader.ts';
import { revocationListEntry } from '../platform/published-lists.ts';

/** The file with the platform's signed statement on all others. */
const MANIFEST = 'bundle.json';
/** The file with the list of the platform's signers, where it has one. */
export const SIGNERS = 'signers.json';

const time = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The payload of offline-bundle: what the file holds, and the time at which the platform says it. */
const manifestSchema = z.strictObject({
  platform: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  issuedAt: time,
  nextUpdate: time,
  /** The number of the event after which its status pages begin; 0 for all. */
  after: z.int().min(0),
  revocationLists: z.array(revocationListEntry).max(1000),
  files: z
    .array(z.strictObject({ path: z.string().max(200), size: z.int().min(1), sm3: hash }))
    .max(BUNDLE_BUDGET.files),
});

export type BundleManifest = z.infer<typeof manifestSchema>;

/** An offline bundle (离线更新包) that was unpacked. Nothing of it is checked before {@link checkBundle}. */
export interface UnpackedBundle {
  /** The id of the platform that it claims to be of. */
  readonly platform: string;
  readonly statement: Statement;
  readonly files: PackageFiles;
}

/** An offline bundle that is by the platform, and whole. */
export interface CheckedBundle {
  readonly manifest: BundleManifest;
  readonly files: PackageFiles;
}

/**
 * Unpacks a bundle in memory, within {@link BUNDLE_BUDGET}.
 * @throws CodedError OFFLINE_BUNDLE_UNREADABLE with the broken `rule`: zip, manifest; FILE_OVER_BUDGET
 */
export function unpackBundle(bytes: Uint8Array): UnpackedBundle {
  const files = unzipped(bytes);
  const manifest = files.get(MANIFEST);
  if (manifest === undefined) throw unreadable('manifest');
  const statement = statementIn(manifest);
  const claimed = z.object({ platform: z.string() }).safeParse(jsonOf(claimedPayload(statement)));
  if (!claimed.success) throw unreadable('manifest');
  return { platform: claimed.data.platform, statement, files };
}

function unzipped(bytes: Uint8Array): PackageFiles {
  try {
    return readZip(bytes, BUNDLE_BUDGET);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'PACKAGE_DAMAGED') throw unreadable('zip');
    throw error;
  }
}

/**
 * Checks that the platform has signed the bundle, and that it holds what the platform has put in, no more and no less.
 * @throws CodedError OFFLINE_BUNDLE_FORGED or OFFLINE_BUNDLE_UNREADABLE with the broken `rule`
 */
export function checkBundle({ statement, files }: UnpackedBundle, trust: PlatformTrust): CheckedBundle {
  const parsed = manifestSchema.safeParse(jsonOf(authenticPayload(statement, trust)));
  if (!parsed.success) throw unreadable('manifest');
  const { files: stated } = parsed.data;
  const others = [...files.keys()].filter((path) => path !== MANIFEST);
  const isComplete = stated.length === others.length && stated.every(({ path }) => path !== MANIFEST);
  if (!isComplete) throw forged('files');
  for (const { path, size, sm3 } of stated) {
    const bytes = files.get(path);
    if (bytes?.length !== size || toHex(trust.engine.sm3(bytes)) !== sm3) throw forged('files');
  }
  return { manifest: parsed.data, files };
}

function authenticPayload(statement: Statement, trust: PlatformTrust): Uint8Array {
  try {
    return openPlatformStatement(statement, 'offline-bundle', trust);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'STATEMENT_INVALID') throw error;
    throw forged(String(error.details?.['rule'] ?? 'signature'));
  }
}

/** Reads one of the statements in a bundle. @throws CodedError OFFLINE_BUNDLE_UNREADABLE with the rule statement */
export function statementIn(bytes: Uint8Array): Statement {
  const parsed = keptStatement.safeParse(jsonOf(bytes));
  if (!parsed.success) throw unreadable('statement');
  return parsed.data;
}

function jsonOf(bytes: Uint8Array | null): unknown {
  try {
    return bytes === null ? null : readJson(utf8Text(bytes));
  } catch {
    return null;
  }
}

const unreadable = (rule: string): CodedError => new CodedError('OFFLINE_BUNDLE_UNREADABLE', rule, { rule });
const forged = (rule: string): CodedError => new CodedError('OFFLINE_BUNDLE_FORGED', rule, { rule });
