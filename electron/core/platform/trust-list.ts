import { base64, base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import { readJson } from '../bytes/json.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { checkIssued } from '../x509/path.ts';
import { decodeRevocationList, type RevocationList } from '../x509/revocation-list.ts';
import { isSelfIssued } from '../x509/trust-store.ts';
import { openStatement, signStatement, type Statement } from './signed-statement.ts';
import type { TrustListFile } from './trust-list-file.ts';

const octets = z.array(z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)).max(10_000);

/**
 * The payload of seal-trust-list (信任与制章者名单): the roots and authorities that its issuer trusts, time-stamp
 * authorities among them, and the makers of seals. Platforms publish it; as a file it serves whoever has no platform.
 */
export const trustListSchema = z.strictObject({
  /** The id of the platform, or the name that an issuer without one gives to its lists. */
  platform: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  /** Goes up with every list. */
  number: z.int().min(1),
  issuedAt: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  certificates: octets,
  makers: octets,
});

export type TrustListPayload = z.infer<typeof trustListSchema>;

/** Signs a list. @param certificate of the signer, DER */
export function signTrustList(
  list: TrustListPayload,
  certificate: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  return signStatement('seal-trust-list', utf8Bytes(JSON.stringify(list)), certificate, sign);
}

/** A list whose signature fits the certificate that it carries. Whether that one counts is the person's to say. */
export interface OpenedTrustList {
  readonly list: TrustListPayload;
  readonly signer: Certificate;
  /** The root in the list that has certified the signer; null if it names none. */
  readonly root: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly makers: readonly Certificate[];
  /** The revocation lists beside it in the file, each signed by an authority that the verifier will look for. */
  readonly revocationLists: readonly RevocationList[];
  readonly file: TrustListFile;
}

/** How far an issuer's clock may be ahead of this computer's. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Opens a list and checks all that needs no trust in its signer. The signer's certificate has to be valid when the list
 * was issued, so that an old list is called outdated and not false.
 * @throws CodedError TRUST_LIST_INVALID with the broken `rule`: encoding, header, type, certificate, signature, content,
 *   certificates, roots, revocationLists, dates, future, keyUsage, notYetValid, expired, revoked
 */
export function openTrustList(file: TrustListFile, engine: SmEngine, now: Date): OpenedTrustList {
  const { payload, signer } = withRule(() => openStatement(file.statement, 'seal-trust-list', engine));
  const parsed = trustListSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw invalid('content');
  const list = parsed.data;
  const certificates = certificatesIn(list.certificates);
  const makers = certificatesIn(list.makers);
  if (!certificates.some(isRoot)) throw invalid('roots');
  const issuedAt = new Date(list.issuedAt);
  if (issuedAt.getTime() >= Date.parse(list.nextUpdate)) throw invalid('dates');
  if (issuedAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) throw invalid('future');
  const revocationLists = file.revocationLists.map(revocationListIn);
  const fault = signerFault(signer, issuedAt, revocationLists);
  if (fault !== null) throw invalid(fault);
  const root = certificates.find((each) => hasCertified(each, signer, engine, issuedAt)) ?? null;
  return { list, signer, root, certificates, makers, revocationLists, file };
}

/**
 * Reads the content of a list whose signature was checked before, as a confirmed list's was.
 * @returns null for content that is no list
 */
export function trustListIn({ statement }: TrustListFile): TrustListPayload | null {
  const parsed = trustListSchema.safeParse(jsonOrNull(decodedOrEmpty(statement.payload, base64urlnopad)));
  return parsed.success ? parsed.data : null;
}

function withRule<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'STATEMENT_INVALID') throw error;
    const rule = error.details?.['rule'];
    throw invalid(typeof rule === 'string' ? rule : 'signature');
  }
}

function jsonOrNull(payload: Uint8Array): unknown {
  try {
    return readJson(utf8Text(payload));
  } catch {
    return null;
  }
}

function certificatesIn(encoded: readonly string[]): Certificate[] {
  return encoded.map((each) => {
    const certificate = certificateOrNull(decodedOrEmpty(each));
    if (certificate === null) throw invalid('certificates');
    return certificate;
  });
}

function decodedOrEmpty(text: string, coder: typeof base64 = base64): Uint8Array {
  try {
    return coder.decode(text);
  } catch {
    return new Uint8Array();
  }
}

/** Tells whether paths may end at a certificate of the list. */
export function isRoot(certificate: Certificate): boolean {
  return certificate.basicConstraints?.isAuthority === true && isSelfIssued(certificate);
}

function revocationListIn(der: Uint8Array): RevocationList {
  try {
    return decodeRevocationList(der);
  } catch (error) {
    if (error instanceof CodedError) throw invalid('revocationLists');
    throw error;
  }
}

function signerFault(signer: Certificate, at: Date, lists: readonly RevocationList[]): string | null {
  if (!allowsSignatures(signer.keyUsage)) return 'keyUsage';
  if (at < signer.notBefore) return 'notYetValid';
  if (at > signer.notAfter) return 'expired';
  const isRevoked = lists.some(
    ({ issuer, entries }) =>
      equalBytes(issuer.raw, signer.issuer.raw) && entries.get(signer.serial) !== undefined,
  );
  return isRevoked ? 'revoked' : null;
}

/** Tells whether a root has itself certified a signer, as of a time. */
export function hasCertified(root: Certificate, signer: Certificate, engine: SmEngine, at: Date): boolean {
  if (!isRoot(root) || !equalBytes(root.subject.raw, signer.issuer.raw)) return false;
  return !equalBytes(root.raw, signer.raw) && checkIssued([signer], root, { engine, at }) === null;
}

const invalid = (rule: string): CodedError => new CodedError('TRUST_LIST_INVALID', rule, { rule });

/** What a list is beside the one of the same source that is at hand. */
export type TrustListStep = 'new' | 'renewal' | 'same';

/**
 * Tells whether a list may follow the one at hand without asking: it comes from the same signer, or from the next one
 * of that name whom the root has certified that certified the former; and it is newer.
 * @param known the list of that source that a person has confirmed; null without one
 * @throws CodedError TRUST_LIST_FOREIGN for another signer's, TRUST_LIST_OLDER
 */
export function nextStepOf(
  given: OpenedTrustList,
  known: OpenedTrustList | null,
  engine: SmEngine,
): TrustListStep {
  if (known === null) return 'new';
  const source = known.list.platform;
  if (!isSameSigner(given, known, engine)) throw new CodedError('TRUST_LIST_FOREIGN', source, { source });
  if (given.file.statement.payload === known.file.statement.payload) return 'same';
  const isNewer =
    given.list.number > known.list.number &&
    Date.parse(given.list.issuedAt) >= Date.parse(known.list.issuedAt);
  if (isNewer) return 'renewal';
  const [knownNumber, givenNumber] = [known.list.number, given.list.number];
  throw new CodedError('TRUST_LIST_OLDER', source, { source, known: knownNumber, given: givenNumber });
}

function isSameSigner(given: OpenedTrustList, known: OpenedTrustList, engine: SmEngine): boolean {
  if (equalBytes(given.signer.raw, known.signer.raw)) return true;
  const isNamedAlike = equalBytes(given.signer.subject.raw, known.signer.subject.raw);
  const at = new Date(given.list.issuedAt);
  return isNamedAlike && known.root !== null && hasCertified(known.root, given.signer, engine, at);
}

/**
 * Joins the revocation lists of a renewed file with those at hand, so that nobody takes a newer one away by handing over
 * an older one.
 */
export function joinedRevocationLists(
  given: readonly RevocationList[],
  known: readonly RevocationList[],
): RevocationList[] {
  const all = [...given, ...known].filter(
    (list, index, lists) => lists.findIndex(({ raw }) => equalBytes(raw, list.raw)) === index,
  );
  return all.filter((list) => !all.some((other) => supersedes(other, list)));
}

/** Lists for a part of the certificates stand beside each other. */
function supersedes(other: RevocationList, list: RevocationList): boolean {
  if (other.baseNumber !== null || other.scope !== null || list.scope !== null) return false;
  if (!equalBytes(other.issuer.raw, list.issuer.raw)) return false;
  return (other.number ?? 0n) > (list.number ?? 0n);
}
