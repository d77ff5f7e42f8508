import { reading } from '../files/file-errors.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { latin1Text } from '../../core/bytes/encodings.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { decodeRevocationList } from '../../core/x509/revocation-list.ts';

/** Reads a certificate in DER or PEM. @returns DER. @throws CodedError DER_INVALID, CERTIFICATE_DAMAGED */
export function certificateIn(path: string): Uint8Array {
  return decodeCertificate(derIn(path, FILE_BUDGET.settingsBytes)).raw;
}

/** Reads a revocation list in DER or PEM. @returns DER. @throws CodedError DER_INVALID, CERTIFICATE_DAMAGED */
export function revocationListIn(path: string): Uint8Array {
  return decodeRevocationList(derIn(path, FILE_BUDGET.wholeBytes)).raw;
}

function derIn(path: string, most: number): Uint8Array {
  const bytes = reading(() => readRegularFile(path, { most }));
  return decodePem(latin1Text(bytes))[0]?.der ?? bytes;
}
