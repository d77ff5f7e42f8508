import { type Seal, decodeSeal } from '../../core/seal/seal.ts';
import { listsCertificate, validityAt, verifyMakerSignature } from '../../core/seal/verify-seal.ts';
import type { SealProperty } from '../../core/seal/seal-property.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull, decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { SealInfo, TokenInfo, StoredData } from '../../shared/model/token.ts';
import { hasSerial } from './one-key.ts';
import type { ListedCertificate } from './token-certificates.ts';
import { failure, success, type Result } from '../../shared/result.ts';

/** A seal as people see it, with the bytes that signing needs. */
export interface ListedSeal {
  readonly info: SealInfo;
  /** SESeal, DER */
  readonly seal: Uint8Array;
  /** The certificate on the same token that the seal lists; null when there is none. */
  readonly certificate: Uint8Array | null;
}

/** The facts by which a seal is judged. */
interface SealSurroundings {
  readonly tokenSerial: string;
  /** The certificates on the same token. */
  readonly certificates: readonly ListedCertificate[];
  readonly engine: SmEngine;
  readonly now: Date;
  /** The esIDs of new seals whose picture is not confirmed yet. */
  readonly unconfirmed?: ReadonlySet<string>;
}

/** The CKA_APPLICATION of data objects that claim to be a seal contains the number of either standard. */
const CLAIMS_TO_BE_SEAL = /38540|0031/;

/**
 * Finds the seals among a token's data objects by their content. An object that only claims to be a seal is listed as
 * damaged; other objects are ignored.
 */
export function describeSeals(data: readonly StoredData[], surroundings: SealSurroundings): ListedSeal[] {
  const described = data.flatMap((stored) => {
    const seal = readable(stored.value);
    if (seal !== null) return [describeSeal(seal, surroundings)];
    const claims = CLAIMS_TO_BE_SEAL.test(stored.application);
    return claims ? [damagedSeal(stored, surroundings.tokenSerial)] : [];
  });
  return withReplaced(described);
}

function readable(bytes: Uint8Array): Seal | null {
  try {
    return decodeSeal(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function describeSeal(seal: Seal, surroundings: SealSurroundings): ListedSeal {
  const { tokenSerial, certificates, engine } = surroundings;
  const { property, picture } = seal;
  const listed = certificates.filter(({ der }) => listsCertificate(engine, property.certificateList, der));
  const signer = listed.find(({ info }) => info.usable) ?? listed[0] ?? null;
  const reason = whyNotUsable(seal, signer, surroundings);
  const info: SealInfo = {
    esId: seal.esId,
    name: property.name,
    kind: property.type === 2 ? 'person' : 'organisation',
    tokenSerial,
    validFrom: property.validFrom.toISOString(),
    validTo: property.validTo.toISOString(),
    widthMm: picture.widthMm,
    heightMm: picture.heightMm,
    pictureType: pictureTypeOf(picture.type),
    picture: picture.data,
    usable: reason === null,
    history: reason === 'SEAL_SUPERSEDED_CERTIFICATE',
    reason,
  };
  return { info, seal: seal.raw, certificate: signer?.der ?? null };
}

/**
 * Returns the most final reason first: a damaged seal stays damaged, an expired one must be made anew, a certificate
 * can be renewed.
 */
function whyNotUsable(
  seal: Seal,
  signer: ListedCertificate | null,
  { certificates, engine, now, unconfirmed }: SealSurroundings,
): ErrorCode | null {
  if (!hasMakersSignature(seal, engine)) return 'SEAL_DAMAGED';
  if (seal.version === 1) return 'SEAL_VERSION_UNSUPPORTED';
  const validity = validityAt(seal.property.validFrom, seal.property.validTo, now);
  if (validity === 'expired') return 'SEAL_EXPIRED';
  if (validity === 'notYetValid') return 'SEAL_NOT_YET_VALID';
  if (signer?.info.usable === true) {
    return unconfirmed?.has(seal.esId) === true ? 'SEAL_UNCONFIRMED' : null;
  }
  if (isSuperseded(seal.property, signer, certificates)) return 'SEAL_SUPERSEDED_CERTIFICATE';
  return signer === null ? 'SEAL_CERTIFICATE_NOT_LISTED' : signer.info.reason;
}

/** Checks that the seal is as its maker signed it. Whether the maker is trusted is left to the verification. */
function hasMakersSignature(seal: Seal, engine: SmEngine): boolean {
  try {
    const outcome = verifyMakerSignature(engine, seal, decodeCertificate(seal.makerCertificate));
    return outcome !== 'unsupportedAlgorithm' && outcome.valid;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

/** Seals contain "PNG", "png", "JPEG" and so on. */
function pictureTypeOf(type: string): string {
  const lower = type.toLowerCase();
  return lower === 'jpeg' ? 'jpg' : lower;
}

function damagedSeal({ label, value }: StoredData, tokenSerial: string): ListedSeal {
  const info: SealInfo = {
    esId: '',
    name: label,
    kind: 'organisation',
    tokenSerial,
    validFrom: '',
    validTo: '',
    widthMm: 0,
    heightMm: 0,
    pictureType: '',
    picture: new Uint8Array(),
    usable: false,
    history: false,
    reason: 'SEAL_DAMAGED',
  };
  return { info, seal: value, certificate: null };
}

/**
 * Whether a seal that cannot be used belongs to a certificate or key that the holder has renewed since: the token holds
 * a usable certificate of the same subject that the seal does not list. A list of digests names no subject; then a
 * certificate that is younger than the seal counts as the renewal.
 * @param listed the certificate on the token that the seal lists; null when there is none
 */
function isSuperseded(
  { certificateList, createdAt }: SealProperty,
  listed: ListedCertificate | null,
  certificates: readonly ListedCertificate[],
): boolean {
  const present = certificates.filter(({ info }) => info.usable).map(({ info }) => info);
  const subjects = new Set(listed === null ? [] : [listed.info.subject]);
  if (certificateList.kind === 'certificates') {
    for (const der of certificateList.certificates) {
      const certificate = certificateOrNull(der);
      if (certificate !== null) subjects.add(certificate.subject.text);
    }
  }
  if (subjects.size > 0) return present.some(({ subject }) => subjects.has(subject));
  return present.some(({ notBefore }) => new Date(notBefore) > createdAt);
}

/** The reasons that a newly made seal resolves. A damaged or unconfirmed seal does not become a former one. */
const OUTLIVED: ReadonlySet<ErrorCode | null> = new Set<ErrorCode>([
  'SEAL_SUPERSEDED_CERTIFICATE',
  'SEAL_EXPIRED',
  'CERTIFICATE_EXPIRED',
]);

/** Marks seals as history when a usable seal of the same name and kind on the token has replaced them. */
function withReplaced<Listed extends { readonly info: SealInfo }>(seals: readonly Listed[]): Listed[] {
  const isReplaced = ({ reason, name, kind }: SealInfo): boolean =>
    OUTLIVED.has(reason) && seals.some(({ info }) => info.usable && info.name === name && info.kind === kind);
  return seals.map((listed) => {
    const { info } = listed;
    if (!isReplaced(info)) return listed;
    const reason = info.reason === 'SEAL_SUPERSEDED_CERTIFICATE' ? 'SEAL_REPLACED' : info.reason;
    return { ...listed, info: { ...info, history: true, reason } };
  });
}

/** A seal that was chosen, with all that signing with it takes. */
export interface ChosenSeal {
  readonly token: TokenInfo;
  readonly info: SealInfo;
  /** SESeal, DER */
  readonly seal: Uint8Array;
  /** The certificate on the token that the seal lists, DER. */
  readonly certificate: Uint8Array;
}

/** Finds a seal that lists a certificate among those that may use it; null if there is none. */
export function sealOfCertificate(
  engine: SmEngine,
  seals: readonly ListedSeal[],
  certificate: Uint8Array,
): ListedSeal | null {
  const lists = ({ seal }: ListedSeal): boolean => {
    const read = readable(seal);
    return read !== null && listsCertificate(engine, read.property.certificateList, certificate);
  };
  return seals.find(lists) ?? null;
}

/** The words of a person for a seal: its esID or name, and its token when several hold one of that name. */
export interface SealName {
  readonly seal: string;
  readonly tokenSerial?: string;
}

/** Finds the one seal that a name means. Fails with SEAL_NOT_FOUND, SEAL_AMBIGUOUS or TOKEN_NOT_FOUND. */
export function findSeal(
  name: SealName,
  tokens: readonly TokenInfo[],
): Result<{ token: TokenInfo; info: SealInfo }> {
  const searched = tokens.filter(
    (token) => name.tokenSerial === undefined || hasSerial(token, name.tokenSerial),
  );
  if (searched.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const seals = searched.flatMap((token) => token.seals.map((info) => ({ token, info })));
  const byId = seals.filter(({ info }) => info.esId === name.seal);
  const matches = byId.length > 0 ? byId : seals.filter(({ info }) => info.name === name.seal);
  if (matches.length > 1) return failure({ code: 'SEAL_AMBIGUOUS', details: { count: matches.length } });
  const match = matches[0];
  return match === undefined ? failure({ code: 'SEAL_NOT_FOUND' }) : success(match);
}
