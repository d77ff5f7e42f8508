import { z } from 'zod';
import { BUNDLE_PARTS, type BundlePart } from '../../shared/model/support-bundle.ts';
import { operation, typeOnly } from '../operation.ts';

/** The support bundle (诊断包). */
export const support = {
  /** Gathers it and answers with exactly what would go into it. */
  preview: operation({ answer: typeOnly<readonly BundlePart[]>() }),
  /** Saves the named parts of what was shown last; false where the person changes their mind. */
  save: operation({
    request: z.strictObject({ parts: z.array(z.enum(BUNDLE_PARTS)).min(1).max(BUNDLE_PARTS.length) }),
    answer: typeOnly<boolean>(),
  }),
} as const;
