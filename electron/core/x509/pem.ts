import { base64 } from '@scure/base';

/** RFC 7468: text encodings, one block after another. Text between the blocks is ignored. */
export interface PemBlock {
  /** "CERTIFICATE", "X509 CRL", … */
  readonly label: string;
  readonly der: Uint8Array;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\s*([A-Za-z0-9+/=\s]*?)-----END \1-----/g;
const LINE_LENGTH = 64;

/** Reads every block of a text; damaged blocks are left out. */
export function decodePem(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([, label = '', body = '']) => {
    const der = decodeBase64(body.replace(/\s+/g, ''));
    return der === null ? [] : [{ label, der }];
  });
}

/** Decodes base64 without white space; null for other text. */
export function decodeBase64(text: string): Uint8Array | null {
  try {
    return base64.decode(text);
  } catch {
    return null;
  }
}

/** Writes one block with lines of 64 characters and a line break at its end. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = base64.encode(der).match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
