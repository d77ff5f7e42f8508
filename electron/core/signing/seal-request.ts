/** Where a seal goes: its centre on a page as seen, or an existing empty signature field. */
export type SealPlace =
  | {
      readonly kind: 'page';
      /** Zero-based. */
      readonly pageIndex: number;
      /** Millimetres from the top left of the page as seen to the seal's centre. */
      readonly xMm: number;
      readonly yMm: number;
    }
  | {
      readonly kind: 'field';
      /** The field's full name, partial names joined by full stops. */
      readonly fieldName: string;
    };

export interface SealRequest {
  readonly place: SealPlace;
  /** The picture in the seal and its true size. */
  readonly picture: { readonly data: Uint8Array; readonly widthMm: number; readonly heightMm: number };
  /** The signer's or the seal's name (/Name). */
  readonly name: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  readonly signingTime: Date;
  /** 16 fresh bytes that name the sealed version of the file (/ID). */
  readonly fileId: Uint8Array;
  /** Room for the signature in bytes; see `reservedSignatureLength`. */
  readonly reservedLength: number;
}

/** Room for an RFC 3161 token with its certificates. */
const TIME_STAMP_LENGTH = 8192;
/** TBS_Sign's own fields, the signature value and the DER around them. */
const STRUCTURE_LENGTH = 1024;
const STEP = 1024;

/** How many bytes to reserve for an SES_Signature that holds this seal and this certificate. */
export function reservedSignatureLength(sealLength: number, certificateLength: number): number {
  const needed = sealLength + certificateLength + STRUCTURE_LENGTH + TIME_STAMP_LENGTH;
  return Math.ceil(needed / STEP) * STEP;
}
