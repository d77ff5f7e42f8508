import { toHex } from '../../core/bytes/encodings.ts';
import { sealSignatureOf, type SignatureEvidence } from '../../core/verification/evidence/context.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import type { RevocationList } from '../../core/x509/revocation-list.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import type { PartFile } from '../packages/package-part.ts';
import type { PackageFiles } from '../packages/zip-reader.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { latin1Text } from '../../core/bytes/encodings.ts';
import type { RecordedInputs } from './manifest.ts';
import { pemFile, type PackageNames } from './openssl-commands.ts';
import { tokenOrNull } from './time-stamp-part.ts';

/** The trusted certificates and lists of a package, as files and as `inputs.json` names them. */
interface TrustPart {
  readonly files: readonly PartFile[];
  readonly trust: RecordedInputs['trust'];
}

/**
 * Chooses from what is trusted all that the certificates of these signatures can lead to by their names: a trust folder
 * may hold lists with a million entries that say nothing of them.
 * @param contexts null takes everything
 */
export function trustPart(
  store: TrustStore,
  contexts: readonly SignatureEvidence[] | null,
  names: PackageNames,
): TrustPart {
  const issuers = contexts === null ? null : reachable(contexts, store);
  const certificates = [...store.anchors, ...store.intermediates].filter(
    ({ subject }) => issuers === null || issuers.has(toHex(subject.raw)),
  );
  const lists = store.revocationLists.filter(
    ({ issuer }) => issuers === null || issuers.has(toHex(issuer.raw)),
  );
  const named = store.makerLists.flatMap(({ authorities, makers }) => [...authorities, ...makers]);
  const withdrawn = store.withdrawn.map((raw) => ({ raw }));
  return {
    files: [
      ...[...certificates, ...named, ...withdrawn].map((each) => pemFile(each, names)),
      ...lists.map(({ raw }) => listFile(raw, names)),
    ],
    trust: {
      certificates: certificates.map((each) => names.pem(each)),
      lists: lists.map(({ raw }) => names.list(raw)),
      makerLists: store.makerLists.map(({ authorities, makers, issuedAt, nextUpdate, statement }) => ({
        authorities: authorities.map((each) => names.pem(each)),
        makers: makers.map((each) => names.pem(each)),
        ...(issuedAt === undefined ? {} : { issuedAt: issuedAt.toISOString() }),
        ...(nextUpdate === undefined ? {} : { nextUpdate: nextUpdate.toISOString() }),
        ...(statement === undefined ? {} : { statement }),
      })),
      makerStatements: [...store.makerStatements],
      withdrawn: withdrawn.map((each) => names.pem(each)),
    },
  };
}

/** A revocation list as a file of a package. */
export const listFile = (raw: RevocationList['raw'], names: PackageNames): PartFile => ({
  path: names.list(raw),
  bytes: raw,
});

/**
 * Lists the names of every authority that may stand above a certificate of these signatures; null for all authorities,
 * when a signature of another kind may name any.
 */
function reachable(contexts: readonly SignatureEvidence[], store: TrustStore): ReadonlySet<string> | null {
  const found = new Set<string>();
  let open: Certificate[] = [];
  for (const context of contexts) {
    const signature = sealSignatureOf(context);
    if (signature === null) return null;
    const stamping = stampCertificates(signature.timeStamp);
    if (stamping === null) return null;
    const ends = [signature.signerCertificate, signature.seal.makerCertificate];
    open.push(...ends.flatMap((der) => certificateOrNull(der) ?? []), ...stamping);
  }
  const known = [...store.anchors, ...store.intermediates];
  while (open.length > 0) {
    const above = new Set(open.map(({ issuer }) => toHex(issuer.raw)).filter((name) => !found.has(name)));
    above.forEach((name) => found.add(name));
    open = known.filter(({ subject }) => above.has(toHex(subject.raw)));
  }
  return found;
}

/** Returns the certificates in a token; null if it leaves its authority to the trust folder. */
function stampCertificates(token: Uint8Array | null): readonly Certificate[] | null {
  if (token === null) return [];
  const decoded = tokenOrNull(token);
  if (decoded === null) return [];
  return decoded.certificates.length === 0 ? null : decoded.certificates;
}

/** Reads what was trusted from the files of a package; files that cannot be read are left out. */
export function trustIn(
  { certificates, lists, makerLists, makerStatements, withdrawn }: RecordedInputs['trust'],
  files: PackageFiles,
): TrustStore {
  const ders = (paths: readonly string[]): Uint8Array[] =>
    paths.flatMap((path) => {
      const bytes = files.get(path);
      return bytes === undefined ? [] : decodePem(latin1Text(bytes)).map(({ der }) => der);
    });
  return readTrustStore({
    certificates: ders(certificates),
    crls: lists.flatMap((path) => files.get(path) ?? []),
    makerStatements,
    withdrawn: ders(withdrawn),
    makerLists: makerLists.map(({ authorities, makers, issuedAt, nextUpdate, statement }) => ({
      authorities: ders(authorities),
      makers: ders(makers),
      ...(issuedAt === undefined ? {} : { issuedAt }),
      ...(nextUpdate === undefined ? {} : { nextUpdate }),
      ...(statement === undefined ? {} : { statement }),
    })),
  });
}
