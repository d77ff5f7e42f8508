import { FILE_BUDGET } from '../../core/budgets.ts';
import { type Result, success } from '../../shared/result.ts';
import type { PlatformTransport } from './transport.ts';

/** A bundle may have all revocation lists and a long feed. */
const DEADLINE_MS = 300_000;

/** Fetches the offline bundle (离线更新包) of everything that a platform publishes now. */
export async function fetchOfflineBundle(transport: PlatformTransport): Promise<Result<Uint8Array>> {
  const answer = await transport.send({
    ...{ method: 'GET', path: '/v1/offline-bundle' },
    ...{ largestAnswer: FILE_BUDGET.wholeBytes, deadlineMs: DEADLINE_MS },
  });
  return answer.ok ? success(answer.value.body) : answer;
}
