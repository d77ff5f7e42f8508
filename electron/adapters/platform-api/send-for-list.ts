import { z } from 'zod';
import { failure, type Result, success } from '../../shared/result.ts';
import { type PlatformRequest, type PlatformTransport, sendForJson } from './transport.ts';

/** Far above what a holder has; a platform that sends more, or goes in a circle, is not believed. */
const MOST_PAGES = 500;
const MOST_ON_A_PAGE = 1000;

/**
 * Reads a list page by page (openapi.yaml, `PageCursor`). A platform that knows no pages sends all at once.
 * @param name the member of each answer that is the list
 * @returns all members; fails with the codes of the transport, and with PLATFORM_ANSWER_INVALID for pages without an end
 */
export async function sendForList<T>(
  transport: PlatformTransport,
  request: PlatformRequest,
  name: string,
  item: z.ZodType<T>,
): Promise<Result<readonly T[]>> {
  const answer = z.object({
    [name]: z.array(item).max(MOST_ON_A_PAGE),
    next: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,400}$/)
      .optional(),
  });
  const all: T[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query: Record<string, string | number> = {
      ...request.query,
      ...(cursor === null ? {} : { cursor }),
    };
    const page = await sendForJson(transport, { ...request, query }, answer);
    if (!page.ok) return page;
    // The schema has judged both members; their common type is that of a record.
    all.push(...(page.value[name] as unknown as readonly T[]));
    const next = page.value.next as string | undefined; // as above
    if (next === undefined) return success(all);
    if (next === cursor) break;
    cursor = next;
  }
  return failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'pages' } });
}
