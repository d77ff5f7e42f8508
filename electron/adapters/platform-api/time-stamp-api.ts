import type { TimeStampAuthorityPort } from '../../services/trusted-time/trusted-time.ts';
import { success } from '../../shared/result.ts';
import type { PlatformTransport } from './transport.ts';

/** The person waits, and the document is sealed all the same. */
const DEADLINE_MS = 5000;
/** Far above any token that has room in a document. */
const LARGEST_ANSWER = 65_536;

/** The time-stamp authority of one platform (RFC 3161 §3.4, with the media types of TimeStampReq and Resp). */
export function timeStampApi(transport: PlatformTransport): TimeStampAuthorityPort {
  return {
    ask: async (request) => {
      const answer = await transport.send({
        method: 'POST',
        path: '/v1/time-stamps',
        headers: { accept: 'application/timestamp-reply, application/problem+json' },
        contentType: 'application/timestamp-query',
        body: request,
        deadlineMs: DEADLINE_MS,
        largestAnswer: LARGEST_ANSWER,
      });
      return answer.ok ? success(answer.value.body) : answer;
    },
  };
}
