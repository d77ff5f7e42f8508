import { say } from '../language.ts';
import { Problem } from '../problem.ts';
import { type Answer, type Call, json } from './call.ts';

const USUAL_LIMIT = 200;

/**
 * Answers with a page of a list, whose cursor names the last member of it.
 * @param name the member of the answer that is the list
 * @param keyOf names a member; the names are unique, and members are never taken away
 * @throws Problem invalid-request for a cursor that leads nowhere
 */
export function page<T>(
  { query }: Pick<Call, 'query'>,
  name: string,
  all: readonly T[],
  keyOf: (item: T) => string,
): Answer {
  const { cursor } = query;
  const last = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString('utf8') : null;
  const place = last === null ? -1 : all.findIndex((item) => keyOf(item) === last);
  if (last !== null && place < 0) {
    throw new Problem('invalid-request', say('cursor 不指向任何一页', 'The cursor leads to no page'));
  }
  const items = all.slice(place + 1, place + 1 + Number(query['limit'] ?? USUAL_LIMIT));
  const end = items.at(-1);
  const isLast = end === undefined || place + 1 + items.length >= all.length;
  return json({
    [name]: items,
    ...(isLast ? {} : { next: Buffer.from(keyOf(end), 'utf8').toString('base64url') }),
  });
}
