import type { RequestHandler } from 'express';

import { say } from '../language.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';

const WINDOW_SECONDS = 60;
/** More addresses than this are not counted apart: the counts begin anew. */
const MOST_ADDRESSES = 10_000;

/**
 * Counts the requests of each address in the present minute, says with every answer what is left, and refuses what is
 * more (429). The headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
export function requestLimit({ clock, limits }: Pick<PlatformContext, 'clock' | 'limits'>): RequestHandler {
  const { requestsPerMinute: most } = limits;
  const taken = new Map<string, number>();
  let window = -1;
  return (request, response, next) => {
    const seconds = Math.floor(clock.now().getTime() / 1000);
    const present = Math.floor(seconds / WINDOW_SECONDS);
    if (present !== window || taken.size > MOST_ADDRESSES) taken.clear();
    window = present;
    const address = request.socket.remoteAddress ?? '';
    const count = (taken.get(address) ?? 0) + 1;
    taken.set(address, count);
    const leftSeconds = (present + 1) * WINDOW_SECONDS - seconds;
    response.set('RateLimit-Policy', `"address";q=${most};w=${WINDOW_SECONDS}`);
    response.set('RateLimit', `"address";r=${Math.max(most - count, 0)};t=${leftSeconds}`);
    if (count <= most) return next();
    throw new Problem(
      'busy',
      say('请求次数超过每分钟的限额', 'There were more requests than a minute allows'),
      {
        retryAfterSeconds: leftSeconds,
      },
    );
  };
}
