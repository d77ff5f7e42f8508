import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { jsonOrNull } from '../bytes/encodings.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import {
  claimedSigner,
  openPlatformStatement,
  type PlatformTrust,
  type Statement,
} from './signed-statement.ts';

const time = z.iso.datetime();

/**
 * The payload of platform-signers: who signs for a platform, each from one time until another. A platform that replaces its
 * signer announces the next one here, while the present one still signs.
 */
export const signerListSchema = z.strictObject({
  platform: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  /** Goes up with every change. */
  number: z.int().min(1),
  issuedAt: time,
  nextUpdate: time,
  signers: z
    .array(
      z.strictObject({
        /** DER in base64. */
        certificate: z.base64().min(1).max(8000),
        from: time,
        /** Null while no end is set. */
        until: time.nullable(),
      }),
    )
    .min(1)
    .max(20),
});

export type SignerList = z.infer<typeof signerListSchema>;

/** The signers of a platform as they are known here. */
export interface KnownSigners {
  /** The newest list that was accepted, as the platform has signed it. */
  readonly statement: Statement;
  readonly signers: SignerList['signers'];
  /** Certificates that a former list named and the newest one does not, DER in base64. They never sign again. */
  readonly ended: readonly string[];
}

/** How far a clock may be behind the platform's when a signer begins. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Returns why a signer does not sign for the platform at a time, by the announced signers: `unlisted`, `notBegun`, `ended`;
 * null if it does.
 */
export function termFault(
  { raw }: Pick<Certificate, 'raw'>,
  { signers, ended }: Pick<KnownSigners, 'signers' | 'ended'>,
  at: Date,
): 'unlisted' | 'notBegun' | 'ended' | null {
  const own = base64.encode(raw);
  if (ended.includes(own)) return 'ended';
  const listed = signers.find(({ certificate }) => certificate === own);
  if (listed === undefined) return 'unlisted';
  if (at.getTime() + CLOCK_TOLERANCE_MS < Date.parse(listed.from)) return 'notBegun';
  return listed.until !== null && at.getTime() > Date.parse(listed.until) ? 'ended' : null;
}

/**
 * Opens a list of signers. It need not be signed by a signer that is known here, since whoever was away for the whole overlap
 * knows none of the present ones: the root has to have certified it and all others that it names, under one name, which is that of
 * the signers known here. A signer whose time was over, or who was taken off the list, names no successor.
 * @param known null before the first list
 * @throws CodedError STATEMENT_INVALID with the broken `rule`: those of {@link openPlatformStatement}, content, platform,
 *   signers, name, ended
 */
export function openSignerList(
  statement: Statement,
  platform: string,
  trust: PlatformTrust,
  known: KnownSigners | null,
): SignerList {
  const payload = openPlatformStatement(statement, 'platform-signers', { ...trust, termFault: () => null });
  const parsed = signerListSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw invalid('content');
  const list = parsed.data;
  if (list.platform !== platform) throw invalid('platform');
  const signer = claimedSigner(statement);
  if (signer === null || termFault(signer, { signers: list.signers, ended: [] }, trust.at) !== null)
    throw invalid('signers');
  if (known !== null && termFault(signer, known, trust.at) === 'ended') throw invalid('ended');
  const named = [...list.signers, ...(known?.signers ?? [])].map(({ certificate }) =>
    certificateIn(certificate),
  );
  if (named.some(({ subject }) => !equalBytes(subject.raw, signer.subject.raw))) throw invalid('name');
  return list;
}

function certificateIn(encoded: string): Certificate {
  const certificate = certificateOrNull(base64.decode(encoded));
  if (certificate === null) throw invalid('content');
  return certificate;
}

/** Returns what is known of the signers after a list was accepted. */
export function withSignerList(
  statement: Statement,
  { signers }: SignerList,
  known: KnownSigners | null,
): KnownSigners {
  const named = new Set(signers.map(({ certificate }) => certificate));
  const left = (known?.signers ?? [])
    .map(({ certificate }) => certificate)
    .filter((each) => !named.has(each));
  return { statement, signers, ended: [...new Set([...(known?.ended ?? []), ...left])] };
}

const invalid = (rule: string): CodedError => new CodedError('STATEMENT_INVALID', rule, { rule });
