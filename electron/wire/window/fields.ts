import { z } from 'zod';
import { MOST_COPIES } from '../../shared/model/register.ts';
import { bytes, operation, type Operation, type TypeOnly } from '../operation.ts';

/** An operation whose request is a file that the person dropped; only the preload learns its path. */
export interface FileOperation<Answer> extends Operation<string, Answer, never> {
  readonly takesFile: true;
}

/** The path of a dropped file, as the preload reads it from the File object. */
const droppedPath = z.string().min(1).max(32_767);

export function fileOperation<Answer>(answer: TypeOnly<Answer>): FileOperation<Answer> {
  return { ...operation({ request: droppedPath, answer }), takesFile: true };
}

/** An operation whose request is the files and folders that the person dropped together. */
export interface FilesOperation<Answer> extends Operation<readonly string[], Answer, never> {
  readonly takesFiles: true;
}

/** UTF-16 code units that one path has on average, at most. */
const PATH_CHARACTERS = 400;

/** @param most files at one time */
export function filesOperation<Answer>(most: number, answer: TypeOnly<Answer>): FilesOperation<Answer> {
  const request = z.array(droppedPath).min(1).max(most).readonly();
  const largest = { values: most + 1, characters: most * PATH_CHARACTERS };
  return { ...operation({ request, answer, largest }), takesFiles: true };
}

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
export const pinBytes = bytes.refine((pin) => pin.length <= 128);

const particular = z.string().max(200);

/** What the person says of a use of a seal; '' when they say nothing. */
export const particulars = z.strictObject({
  purpose: particular,
  counterpart: particular,
  applicant: particular,
  approver: particular,
  keeper: particular,
  office: z
    .strictObject({
      contractNumber: particular.nullable(),
      copies: z.int().min(1).max(MOST_COPIES).nullable(),
      department: particular.nullable(),
      requestNumber: particular.nullable(),
    })
    .optional(),
});
