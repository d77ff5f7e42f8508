import { CodedError } from '../../shared/errors.ts';
import type { Inspection, PdfInspection } from '../../shared/model/inspection.ts';
import { readDerPrefix } from '../asn1/der-reader.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { type SignatureDictionary, signatureFields } from '../pdf/signatures/signature-fields.ts';
import type { TrustInputs } from '../verification/evidence/context.ts';
import { inspectDer } from './inspect.ts';

/**
 * Describes the signatures of a PDF by what their /Contents hold. Nothing is said of the document: verification judges
 * that.
 * @param file the name that the result gives it
 * @throws CodedError for a file that cannot be opened; FILE_OVER_BUDGET
 */
export function inspectPdf(source: ByteSource, file: string, inputs: TrustInputs): PdfInspection {
  const document = openPdf(source);
  const signatures: PdfInspection['signatures'][number][] = [];
  for (const { name, signature } of signatureFields(document)) {
    if (signature === null) continue;
    const content = inspectContents(signature, `${file}#${name}`, inputs);
    signatures.push({ field: name, ...statedBy(document, signature), content });
  }
  return {
    file,
    type: 'pdf',
    revisions: document.revisions.length,
    isEncrypted: document.encrypted,
    signatures,
    checks: [],
  };
}

function statedBy(
  document: PdfDocument,
  { dictionary, byteRange }: SignatureDictionary,
): Pick<PdfInspection['signatures'][number], 'filter' | 'subFilter' | 'coveredBytes'> {
  const nameOf = (key: string): string | null => {
    const value = document.entry(dictionary, key);
    return value.kind === 'name' ? value.value : null;
  };
  const [offset, length] = byteRange?.tokens?.slice(-2).map(Number) ?? [];
  const end = offset === undefined || length === undefined ? null : offset + length;
  return { filter: nameOf('Filter'), subFilter: nameOf('SubFilter'), coveredBytes: end };
}

/** Reads /Contents without the zeros that fill its room; null for bytes that are no DER. */
function inspectContents(
  { contents }: SignatureDictionary,
  file: string,
  inputs: TrustInputs,
): Inspection | null {
  const bytes = contents?.bytes ?? null;
  const der = bytes === null ? null : firstValueOf(bytes);
  return der === null ? null : inspectDer(der, file, inputs);
}

function firstValueOf(bytes: Uint8Array): Uint8Array | null {
  try {
    return readDerPrefix(bytes, 'Contents').raw;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'DER_INVALID') return null;
    throw error;
  }
}
