import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex, utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import { readJson } from '../bytes/json.ts';
import { keptStatement, openStatement, signStatement, type Statement } from './signed-statement.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import type { SmEngine } from '../sm/engine.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import type { CertificatePath } from '../x509/path.ts';
import type { MakerList, TrustStore } from '../x509/trust-store.ts';

/**
 * A list of seal makers (制章者名单): a root names those of its clients that make seals. No standard marks the
 * certificates of makers, so that without a list any client of an authority could make the seal of another company.
 * It is a statement, signed by the root itself or by an administrator whose certificate a person has confirmed, and lies
 * in the trust folder beside the roots.
 */
const listSchema = z.strictObject({
  /** Of two lists of one signer the higher number counts. */
  number: z.int().min(1),
  issuedAt: z.iso.datetime(),
  /** DER of the makers' certificates in base64. */
  makers: z.array(z.base64()),
});

/** Signs a list of makers. @param signer the certificate of a root or of an administrator, DER */
export function signMakerList(
  list: { readonly number: number; readonly issuedAt: Date; readonly makers: readonly Uint8Array[] },
  signer: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  const makers = list.makers.map((der) => base64.encode(der));
  const payload: z.infer<typeof listSchema> = {
    number: list.number,
    issuedAt: list.issuedAt.toISOString(),
    makers,
  };
  return signStatement('seal-makers', utf8Bytes(JSON.stringify(payload)), signer, sign);
}

/** Parses the file of a list. @returns null for anything else */
export function readMakerListFile(text: string): Statement | null {
  try {
    return keptStatement.parse(readJson(text));
  } catch {
    return null;
  }
}

interface SignedList extends Omit<MakerList, 'issuedAt'> {
  readonly signer: Certificate;
  readonly number: number;
  readonly issuedAt: string;
}

const opened = new WeakMap<TrustStore['makerStatements'], readonly SignedList[]>();

/**
 * Tells whether a certificate may be a seal maker's: a trust list of a platform or a signed list of makers that stands
 * for an authority above it has to name it. Where no list stands for one, it may not.
 * @param path from the maker's certificate to an anchor
 * @param at the time by which the successor of a list that names it may not have been due; null for any time
 */
export function makerListing(
  maker: Certificate,
  path: CertificatePath,
  trust: TrustStore,
  engine: SmEngine,
  at: Date | null = null,
): 'listed' | 'outdated' | 'notListed' | 'noList' {
  const above = path.slice(1);
  const lists = [...trust.makerLists, ...signedLists(trust, engine)];
  const standing = lists.filter(({ authorities }) => authorities.some(isOneOf(above)));
  if (standing.length === 0) return 'noList';
  if (trust.withdrawn.some((der) => equalBytes(der, maker.raw))) return 'notListed';
  const naming = standing.filter(({ makers }) => isOneOf(makers)(maker));
  if (naming.length === 0) return 'notListed';
  return naming.some((list) => isCurrent(list, at)) ? 'listed' : 'outdated';
}

function isCurrent({ nextUpdate }: Pick<MakerList, 'nextUpdate'>, at: Date | null): boolean {
  return at === null || nextUpdate === undefined || at <= nextUpdate;
}

function isOneOf(certificates: readonly Certificate[]): (certificate: Certificate) => boolean {
  return ({ raw }) => certificates.some((each) => equalBytes(each.raw, raw));
}

/** Opens the signed lists once for every trust store: the newest of each signer. */
function signedLists(trust: TrustStore, engine: SmEngine): readonly SignedList[] {
  const known = opened.get(trust.makerStatements);
  if (known !== undefined) return known;
  const all = trust.makerStatements.flatMap((statement) => openedList(statement, trust, engine) ?? []);
  const newest = all.filter(
    (list) => list.authorities.length > 0 && !all.some((other) => supersedes(other, list)),
  );
  opened.set(trust.makerStatements, newest);
  return newest;
}

function supersedes(other: SignedList, list: SignedList): boolean {
  return other.number > list.number && equalBytes(other.signer.raw, list.signer.raw);
}

/** Opens a list; null for a damaged one. It stands for no authority if nobody vouches for its signer. */
function openedList(statement: Statement, trust: TrustStore, engine: SmEngine): SignedList | null {
  try {
    const { payload, signer } = openStatement(statement, 'seal-makers', engine);
    const list = listSchema.parse(readJson(utf8Text(payload)));
    const makers = list.makers.flatMap((each) => certificateOrNull(base64.decode(each)) ?? []);
    const { number, issuedAt } = list;
    return { signer, number, issuedAt, makers, authorities: authoritiesOf(signer, trust, engine) };
  } catch (error) {
    if (error instanceof CodedError || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

/** A root of the store speaks for itself; an administrator whom the person has confirmed, for every root. */
function authoritiesOf(signer: Certificate, trust: TrustStore, engine: SmEngine): readonly Certificate[] {
  const roots = trust.anchors.filter(({ basicConstraints }) => basicConstraints?.isAuthority === true);
  if (isOneOf(roots)(signer)) return [signer];
  return trust.makerSigners.includes(fingerprintOf(signer, engine)) ? roots : [];
}

function fingerprintOf({ raw }: Certificate, engine: SmEngine): string {
  return toHex(engine.sm3(raw));
}

/** What a person has to know of a list before confirming its signer. */
export interface DescribedMakerList {
  readonly state: 'inForce' | 'superseded' | 'unconfirmed';
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly signer: string;
  /** SM3 of the signer's certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly makers: readonly string[];
}

/** Describes a list by the trust that it is to join; null for one that is damaged. */
export function describeMakerList(
  statement: Statement,
  trust: TrustStore,
  engine: SmEngine,
): DescribedMakerList | null {
  const list = openedList(statement, trust, engine);
  if (list === null) return null;
  const { signer, number, issuedAt, makers, authorities } = list;
  const isOld = signedLists(trust, engine).some((other) => supersedes(other, list));
  return {
    state: authorities.length === 0 ? 'unconfirmed' : isOld ? 'superseded' : 'inForce',
    ...{ number, issuedAt, signer: signer.subject.text, fingerprint: fingerprintOf(signer, engine) },
    makers: makers.map(({ subject }) => subject.text),
  };
}
