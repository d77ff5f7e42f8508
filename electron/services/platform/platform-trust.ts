import { base64 } from '@scure/base';
import type { Certificate } from '../../core/x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';

/** A revocation list that was accepted. */
export interface KeptList {
  /** The platform's name for it. */
  readonly id: string;
  readonly file: string;
  readonly number: number;
  readonly isDelta: boolean;
  /** Its Name, DER in base64. */
  readonly issuer: string;
  /** ISO 8601 */
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  /** Of the file, hexadecimal. */
  readonly sm3: string;
}

/** What verification takes from a platform; each certificate DER in base64. */
export interface PlatformTrustMaterial {
  /** Roots and authorities of the newest trust list. */
  readonly certificates: readonly string[];
  readonly makers: readonly string[];
  /** Named by an earlier trust list and by none since: no longer trusted, wherever else they lie. */
  readonly withdrawn: readonly string[];
  /** Of every authority the newest full list, and the delta list to it where there is one. */
  readonly lists: readonly KeptList[];
  /** What those have superseded. Never deleted: a verdict on an old document may rest on them. */
  readonly former: readonly KeptList[];
}

/**
 * The files of a platform's lists. A write replaces the material as a whole, durably, or not at all. Methods throw
 * OUTPUT_UNWRITABLE or DISK_FULL.
 */
export interface PlatformTrustFiles {
  /** Empty when there is none, or where it is damaged. */
  material(): PlatformTrustMaterial;
  replace(material: PlatformTrustMaterial): void;
  /** Null when it is not there. */
  list(file: string): Uint8Array | null;
  /** @returns its file name */
  addList(name: string, bytes: Uint8Array): string;
  /** What has arrived of a list so far; empty for nothing. */
  part(name: string): Uint8Array;
  addToPart(name: string, bytes: Uint8Array): void;
  dropPart(name: string): void;
  /** Drops all but these. */
  keepParts(names: readonly string[]): void;
}

/** The material with a list in its place: a full one supersedes all of its id, a delta one the delta before. */
export function withList(material: PlatformTrustMaterial, list: KeptList): PlatformTrustMaterial {
  const superseded = material.lists.filter(
    ({ id, isDelta, file }) => id === list.id && file !== list.file && (!list.isDelta || isDelta),
  );
  const standing = material.lists.filter((each) => !superseded.includes(each) && each.file !== list.file);
  const former = material.former.filter(({ file }) => file !== list.file);
  return { ...material, lists: [...standing, list], former: [...former, ...superseded] };
}

/**
 * The lists of an issuer that told of its certificates at an instant: the newest one of then and, where that is a
 * delta list, the full list that it changed.
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
 * Whether the pinned root has revoked a signer of the platform, by the root's lists that are in force here. That a
 * delta list takes a revocation back is not honoured: a platform does not sign with a certificate that was on hold.
 */
export function revokedByRoot(
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
