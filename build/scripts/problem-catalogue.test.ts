import { expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT } from '../../e2e/platform/api/contract.ts';

const both = z.strictObject({ zh: z.string().regex(/[\u4e00-\u9fff]/), en: z.string().regex(/^[A-Z]/) });
const catalogueSchema = z.object({
  components: z.object({
    schemas: z.object({
      ProblemCode: z.object({
        enum: z.array(z.string()),
        'x-catalogue': z.record(
          z.string(),
          z.strictObject({ status: z.int().min(400).max(599), title: both, meaning: both, client: both }),
        ),
      }),
    }),
  }),
});

it('The catalogue of errors has every code with its status, title, meaning and what the client does, in both languages', () => {
  const { ProblemCode } = catalogueSchema.parse(CONTRACT).components.schemas;
  expect(Object.keys(ProblemCode['x-catalogue'])).toEqual(ProblemCode.enum);
});
