/** Where a seal goes: its centre on a page as seen, or an existing empty signature field. */
export type SealTarget =
  | {
      readonly kind: 'place';
      /** Zero-based, or the last one. */
      readonly page: number | 'last';
      /** Millimetres from the top left of the page as seen to the seal's centre. */
      readonly xMm: number;
      readonly yMm: number;
    }
  | {
      readonly kind: 'field';
      /** The field's full name: partial names joined by full stops. */
      readonly name: string;
    };

export interface SealRequest {
  readonly target: SealTarget;
  /** The picture in the seal and its true size. */
  readonly picture: { readonly data: Uint8Array; readonly widthMm: number; readonly heightMm: number };
  /** The signer's or the seal's name (/Name). */
  readonly name: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  readonly signedAt: Date;
  /** 16 fresh bytes that name the sealed version of the file (/ID). */
  readonly documentId: Uint8Array;
  /** Room for the signature in bytes; see {@link reservedSignatureLength}. */
  readonly reservedLength: number;
}

/** Room for an RFC 3161 token with its certificates, in bytes. */
export const TIME_STAMP_LENGTH = 8192;
/** TBS_Sign's own fields, the signature value and the DER around them. */
const STRUCTURE_LENGTH = 1024;
const STEP = 1024;

/** How many bytes to reserve for an SES_Signature that holds this seal and this certificate. */
export function reservedSignatureLength(sealLength: number, certificateLength: number): number {
  const needed = sealLength + certificateLength + STRUCTURE_LENGTH + TIME_STAMP_LENGTH;
  return Math.ceil(needed / STEP) * STEP;
}
