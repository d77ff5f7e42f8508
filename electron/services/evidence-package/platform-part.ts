import { base64 } from '@scure/base';
import { z } from 'zod';
import { jsonOrNull, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SealEvidence } from '../../core/platform/seal-evidence-statement.ts';
import { keptStatement } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { type Certificate, certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PackagePart } from '../packages/package-part.ts';
import type { PackageFiles } from '../packages/zip-reader.ts';
import { type AskedPlatforms, openSealEvidence } from '../platform/seal-evidence.ts';

/** What platforms have stated on the seals of the document, each with the root under which it was accepted. */
export const PLATFORM_PATH = 'platform/evidence.json';

const kept = z.strictObject({
  format: z.literal('sealdesk platform evidence 1'),
  statements: z.array(z.strictObject({ platform: z.string(), root: z.base64(), statement: keptStatement })),
});

/** The platforms that were asked for this package and gave no answer. Whoever reads it knows that it lacks nothing by choice. */
const UNANSWERED_PATH = 'platform/unanswered.json';

const questions = z.strictObject({
  format: z.literal('sealdesk platform questions 1'),
  unanswered: z.array(
    z.strictObject({
      platform: z.string(),
      esId: z.string(),
      sealName: z.string(),
      askedAt: z.iso.datetime(),
      code: z.string(),
    }),
  ),
});

/** A question to a platform without an answer, as a package tells of it. */
export type RecordedQuestion = z.infer<typeof questions>['unanswered'][number];

/** Puts the platforms' statements into a package, and the questions that got no answer; without any there are no such files. */
export function platformPart({ stated, unanswered }: AskedPlatforms): PackagePart {
  const statements: z.infer<typeof kept> = {
    format: 'sealdesk platform evidence 1',
    statements: stated.map(({ platform, root, statement }) => ({
      ...{ platform, root: base64.encode(root), statement },
    })),
  };
  const asked: z.infer<typeof questions> = {
    format: 'sealdesk platform questions 1',
    unanswered: unanswered.map((each) => ({ ...each })),
  };
  const file = (path: string, content: object) => ({
    path,
    bytes: utf8Bytes(`${JSON.stringify(content, null, 2)}\n`),
  });
  const files = [
    ...(stated.length === 0 ? [] : [file(PLATFORM_PATH, statements)]),
    ...(unanswered.length === 0 ? [] : [file(UNANSWERED_PATH, asked)]),
  ];
  return { files, steps: [] };
}

/**
 * Returns the questions of a package that got no answer.
 * @throws CodedError PACKAGE_DAMAGED
 */
export function unansweredIn(files: PackageFiles): readonly RecordedQuestion[] {
  const bytes = files.get(UNANSWERED_PATH);
  if (bytes === undefined) return [];
  const parsed = questions.safeParse(jsonOrNull(bytes));
  if (!parsed.success) throw new CodedError('PACKAGE_DAMAGED', UNANSWERED_PATH, { file: UNANSWERED_PATH });
  return parsed.data.unanswered;
}

/** A statement in a package, opened again under the root beside it. */
export interface RecheckedStatement {
  readonly platform: string;
  /** What the platform states; null when its signature or its content does not hold. */
  readonly stated: SealEvidence | null;
  /** Null when the root cannot be read. */
  readonly root: Certificate | null;
}

/**
 * Opens the statements of a package again, as of a time.
 * @throws CodedError PACKAGE_DAMAGED
 */
export function recheckPlatformPart(files: PackageFiles, engine: SmEngine, at: Date): RecheckedStatement[] {
  const bytes = files.get(PLATFORM_PATH);
  if (bytes === undefined) return [];
  const parsed = kept.safeParse(jsonOrNull(bytes));
  if (!parsed.success) throw new CodedError('PACKAGE_DAMAGED', PLATFORM_PATH, { file: PLATFORM_PATH });
  return parsed.data.statements.map(({ platform, root: encoded, statement }) => {
    const root = certificateOrNull(base64.decode(encoded));
    return {
      platform,
      root,
      stated: root && statedOrNull(() => openSealEvidence(statement, platform, { engine, root, at })),
    };
  });
}

function statedOrNull(open: () => SealEvidence): SealEvidence | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
