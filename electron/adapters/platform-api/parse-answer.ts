import type { z } from 'zod';
import { failure, success, type Result } from '../../shared/result.ts';
import { jsonOrNull } from './transport-errors.ts';
import type { PlatformRequest, PlatformTransport } from './transport.ts';

/**
 * Sends a request whose answer is JSON of a schema. Fails as the transport does, and with
 * PLATFORM_ANSWER_INVALID where the answer is something else.
 */
export async function sendForJson<T>(
  transport: PlatformTransport,
  request: PlatformRequest,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
  const answer = await transport.send(request);
  return answer.ok ? parseJson(answer.value.body, schema) : answer;
}

/** The JSON in some octets. Fails with PLATFORM_ANSWER_INVALID and the path of what does not fit. */
export function parseJson<T>(body: Uint8Array, schema: z.ZodType<T>): Result<T> {
  const parsed = schema.safeParse(jsonOrNull(body));
  if (parsed.success) return success(parsed.data);
  const reason = `schema ${parsed.error.issues[0]?.path.join('.') ?? ''}`;
  return failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason } });
}
