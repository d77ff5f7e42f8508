import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { TrustMaterial } from '../../services/ports.ts';
import { systemErrorName } from './file-errors.ts';

const EXTENSIONS = new Set(['.pem', '.crt', '.cer', '.der', '.crl']);
/** Far above any trust list; keeps a folder named by mistake from being read into memory. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** The tag that DER of a certificate or a list begins with. */
const SEQUENCE = 0x30;

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

function pemBlocks(text: string): readonly { readonly label: string; readonly der: Uint8Array }[] {
  return [...text.matchAll(PEM_BLOCK)].map((match) => ({
    label: match[1] ?? '',
    der: plainBytes(Buffer.from(match[2] ?? '', 'base64')),
  }));
}

/** The same memory, since lists may be large: a Buffer's own `slice` would share where core copies. */
function plainBytes({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Reads every certificate and revocation list of a folder, PEM or DER by content. Other files are passed
 * over, and so are folders within it and files that cannot be read; whether what was read is any good is the
 * verifier's to say. Throws TRUST_FOLDER_UNREADABLE.
 */
export function readTrustFolder(folder: string): TrustMaterial {
  const files = namesIn(folder).flatMap((name) => contentOf(join(folder, name)));
  const blocks = files
    .filter((bytes) => !isDer(bytes))
    .flatMap((bytes) => pemBlocks(bytes.toString('latin1')));
  const ders = files.filter(isDer).map(plainBytes);
  const labelled = (label: string) => blocks.filter((block) => block.label === label).map(({ der }) => der);
  return {
    certificates: [...ders.filter(isCertificate), ...labelled('CERTIFICATE')],
    crls: [...ders.filter((der) => !isCertificate(der)), ...labelled('X509 CRL')],
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => EXTENSIONS.has(extname(name).toLowerCase()))
      .sort();
  } catch (error) {
    throw new CodedError('TRUST_FOLDER_UNREADABLE', folder, { system: systemErrorName(error) ?? 'unknown' });
  }
}

/** A link that leads nowhere, or a file of somebody else's, must not end all trust. */
function contentOf(path: string): Buffer[] {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= LARGEST_FILE ? [readFileSync(path)] : [];
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return [];
  }
}

function isDer(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE;
}

/** Extensions lie, so the content decides; whatever DER is no certificate goes to the lists. */
function isCertificate(der: Uint8Array): boolean {
  return certificateOrNull(der) !== null;
}
