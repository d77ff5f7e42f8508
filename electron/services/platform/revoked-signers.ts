import { base64 } from '@scure/base';
import type { Certificate } from '../../core/x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformTrustFiles } from './ports.ts';

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
