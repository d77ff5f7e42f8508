import { z } from 'zod';
import type { ArrivedLink } from '../../shared/model/app-link.ts';
import { event, operation, typeOnly } from '../operation.ts';

const answer = z.strictObject({
  /** Of the question that the person has seen. */
  id: z.uuid(),
  /** Whether they want what the link asks for. */
  follow: z.boolean(),
});

/** Links of the program's own scheme, which other programs and pages hold. */
export const links = {
  /** The link that waits for an answer; null for none. */
  waiting: operation({ answer: typeOnly<ArrivedLink | null>() }),
  arrived: event(typeOnly<ArrivedLink>()),
  /** What a link leads to arrives like any other document or request that the system opens. */
  answer: operation({ request: answer, answer: typeOnly<null>() }),
} as const;
