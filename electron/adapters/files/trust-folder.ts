import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

import { CodedError } from '../../shared/errors.ts';
import type { TrustMaterial } from '../../services/ports.ts';
import { systemErrorName } from './file-errors.ts';

const EXTENSIONS = new Set(['.pem', '.crt', '.cer', '.der', '.crl']);
/** Far above any trust list; keeps a folder named by mistake from being read into memory. */
const LARGEST_FILE = 256 * 1024 * 1024;

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

function pemBlocks(text: string): readonly { readonly label: string; readonly der: Uint8Array }[] {
  return [...text.matchAll(PEM_BLOCK)].map((match) => ({
    label: match[1] ?? '',
    der: new Uint8Array(Buffer.from(match[2] ?? '', 'base64')),
  }));
}

/**
 * Reads every certificate and revocation list of a folder, PEM or DER by content. Other files are passed
 * over; whether what was read is any good is the verifier's to say. Throws TRUST_FOLDER_UNREADABLE.
 */
export function readTrustFolder(folder: string): TrustMaterial {
  const certificates: Uint8Array[] = [];
  const crls: Uint8Array[] = [];
  try {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const extension = extname(name).toLowerCase();
      const status = statSync(path);
      if (!EXTENSIONS.has(extension) || !status.isFile() || status.size > LARGEST_FILE) continue;
      const bytes = readFileSync(path);
      if (bytes[0] === 0x30) {
        (extension === '.crl' ? crls : certificates).push(new Uint8Array(bytes));
        continue;
      }
      for (const block of pemBlocks(bytes.toString('latin1'))) {
        if (block.label === 'CERTIFICATE') certificates.push(block.der);
        if (block.label === 'X509 CRL') crls.push(block.der);
      }
    }
  } catch (error) {
    throw new CodedError('TRUST_FOLDER_UNREADABLE', folder, { system: systemErrorName(error) ?? 'unknown' });
  }
  return { certificates, crls };
}
