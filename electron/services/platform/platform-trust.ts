import { base64 } from '@scure/base';
import type { PlatformTrust, Statement } from '../../core/platform/signed-statement.ts';
import { type KnownSigners, termFault } from '../../core/platform/signer-list.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';

/** A revocation list that was accepted. */
export interface KeptList {
  /** The platform's name for the list. */
  readonly id: string;
  readonly file: string;
  readonly number: number;
  readonly isDelta: boolean;
  /** The issuer's Name, DER in base64. */
  readonly issuer: string;
  /** ISO 8601 */
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  /** The SM3 of the file, hexadecimal. */
  readonly sm3: string;
}

/** The trust material that verification takes from a platform. Each certificate is DER in base64. */
export interface PlatformTrustMaterial {
  /** The newest trust list as the platform has signed it, to hand on; versions before 0.3.0 did not keep it. */
  readonly statement?: Statement | undefined;
  /** Who signs for the platform, as it has announced; absent where it never has. */
  readonly signers?: KnownSigners | undefined;
  /** Roots and authorities of the newest trust list. */
  readonly certificates: readonly string[];
  readonly makers: readonly string[];
  /**
   * Certificates that an earlier trust list named and the newest one does not. They are no longer trusted, wherever
   * else they lie.
   */
  readonly withdrawn: readonly string[];
  /** The newest full list of every authority, and the newest delta list to it. */
  readonly lists: readonly KeptList[];
  /** The superseded lists. They are never deleted, because a verdict on an old document may rest on them. */
  readonly former: readonly KeptList[];
}

/**
 * Stores the files of a platform's lists. A write replaces the material as a whole, durably, or not at all. Methods
 * throw OUTPUT_UNWRITABLE or DISK_FULL.
 */
export interface PlatformTrustFiles {
  /** Returns empty material when there is none or when it is damaged. */
  material(): PlatformTrustMaterial;
  replace(material: PlatformTrustMaterial): void;
  /** Returns null when the file is not there. */
  list(file: string): Uint8Array | null;
  /** @returns the name of the list's file */
  addList(name: string, bytes: Uint8Array): string;
  /** Returns the bytes of a list that have arrived so far. */
  part(name: string): Uint8Array;
  addToPart(name: string, bytes: Uint8Array): void;
  dropPart(name: string): void;
  /** Drops all parts but these. */
  keepParts(names: readonly string[]): void;
}

/** Returns the name of a list's file. */
export const listFileName = (name: string): string => `${name}.crl`;

/**
 * Adds a list to the material. A full list supersedes every list of its id, a delta list supersedes the delta list
 * before.
 */
export function withList(material: PlatformTrustMaterial, list: KeptList): PlatformTrustMaterial {
  const superseded = material.lists.filter(
    ({ id, isDelta, file }) => id === list.id && file !== list.file && (!list.isDelta || isDelta),
  );
  const standing = material.lists.filter((each) => !superseded.includes(each) && each.file !== list.file);
  const former = material.former.filter(({ file }) => file !== list.file);
  return { ...material, lists: [...standing, list], former: [...former, ...superseded] };
}

/**
 * Returns the lists of an issuer that applied at an instant: the newest one at that time and, if it is a delta list,
 * the full list that it changed.
 * @param issuer its Name, DER in base64
 */
export function listsAt(
  { lists, former }: Pick<PlatformTrustMaterial, 'lists' | 'former'>,
  issuer: string,
  at: Date,
): readonly KeptList[] {
  const issued = [...lists, ...former]
    .filter((list) => list.issuer === issuer && Date.parse(list.thisUpdate) <= at.getTime())
    .sort((one, other) => Date.parse(other.thisUpdate) - Date.parse(one.thisUpdate));
  const [newest] = issued;
  if (newest === undefined) return [];
  const base = newest.isDelta ? issued.find((list) => isBaseOf(list, newest)) : undefined;
  return base === undefined ? [newest] : [newest, base];
}

function isBaseOf(list: KeptList, delta: KeptList): boolean {
  return !list.isDelta && list.id === delta.id && list.number < delta.number;
}

/**
 * Returns the trust by which a platform's statements are judged now: its pinned root, the signers that the root has revoked,
 * and those that the platform has announced.
 */
export function trustUnder(
  root: Certificate,
  files: Pick<PlatformTrustFiles, 'material' | 'list'>,
  { engine, at }: Pick<PlatformTrust, 'engine' | 'at'>,
): PlatformTrust {
  return {
    ...{ engine, root, at, isRevoked: revokedByRoot(root, files) },
    termFault: (signer, time) => {
      const { signers } = files.material();
      return signers === undefined ? null : termFault(signer, signers, time);
    },
  };
}

/**
 * Returns a test whether the pinned root has revoked a signer of the platform, by the root's present lists. A delta
 * list that takes a revocation back is not honoured: a platform does not sign with a certificate that was on hold.
 */
function revokedByRoot(
  root: Certificate,
  files: Pick<PlatformTrustFiles, 'material' | 'list'>,
): (signer: Certificate) => boolean {
  const issuer = base64.encode(root.subject.raw);
  const read = new Map<string, RevocationList | null>();
  const listOf = (file: string): RevocationList | null => {
    const known = read.get(file);
    const list = known === undefined ? decodedOrNull(files.list(file)) : known;
    read.set(file, list);
    return list;
  };
  return ({ serial }) =>
    files
      .material()
      .lists.filter((list) => list.issuer === issuer)
      .some(({ file }) => listOf(file)?.entries.get(serial) !== undefined);
}

function decodedOrNull(bytes: Uint8Array | null): RevocationList | null {
  try {
    return bytes === null ? null : decodeRevocationList(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
