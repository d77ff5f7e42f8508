import { z } from 'zod';
import type { ConversionOffer } from '../../shared/model/conversion.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import { operation, typeOnly } from '../operation.ts';

const offerOnly = z.strictObject({ offerId: z.uuid() });

/** The PDF that was made of another file, opened. */
export interface ConvertedDocument {
  readonly document: OpenDocument;
  readonly origin: ConversionOffer;
}

/** Office documents and pictures that could not be opened, and can be converted. */
export const conversions = {
  /** What can be made of the file, and by which program. Nothing is started. */
  describe: operation({ request: offerOnly, answer: typeOnly<ConversionOffer>() }),
  /** Converts the file to a new PDF beside it, and opens that. */
  begin: operation({ request: offerOnly, answer: typeOnly<ConvertedDocument>() }),
  cancel: operation({ answer: typeOnly<null>() }),
} as const;
