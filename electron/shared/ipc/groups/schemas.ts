import { z } from 'zod';

/** Inputs that several groups share. */
export const nothing = z.undefined();
export const documentId = z.uuid();
export const documentOnly = z.strictObject({ id: documentId });

const millimetres = z.number().min(0).max(10_000);

export const sealTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), page: z.int().min(0), xMm: millimetres, yMm: millimetres }),
  z.strictObject({ kind: z.literal('field'), name: z.string().min(1).max(1000) }),
]);

export const tokenSerial = z.string().min(1).max(100);

/** SES_SealInfo.esID */
export const esId = z.string().min(1).max(200);

/** UTF-8 bytes, which the caller and main zero. */
export const pinBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= 128);

const particular = z.string().max(200);

/** What the person says of a use of a seal, '' where they say nothing. */
export const particulars = z.strictObject({
  purpose: particular,
  counterpart: particular,
  applicant: particular,
  approver: particular,
  keeper: particular,
});
