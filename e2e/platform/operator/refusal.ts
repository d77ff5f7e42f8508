import { ZodError } from 'zod';

import { Problem } from '../api/problem.ts';
import { SealStateError } from '../registry/seals.ts';

/** Why an operator's action was refused; null for an error that is none of the operator's making. */
export function refusalText(error: unknown): string | null {
  if (error instanceof Problem) return [error.body.title, error.body.detail].filter(Boolean).join('：');
  if (error instanceof SealStateError) return error.message;
  return error instanceof ZodError ? '填写的内容不对' : null;
}
