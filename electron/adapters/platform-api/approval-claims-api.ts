import { z } from 'zod';
import type { ClaimAddress, ClaimPlatforms } from '../../services/approvals/approval-claims.ts';
import { claimSchema } from '../../services/approvals/approval-claims.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { sendForList } from './send-for-list.ts';
import { type PlatformTransport, sendForJson } from './transport.ts';

const sm3 = z.string().regex(/^[0-9a-f]{64}$/);
const claim = z.object(claimSchema.shape);
const claimed = z.object({ outcome: z.enum(['yours', 'taken']), claim });
const doubleUse = z.object({ approvalSm3: sm3, use: z.int().min(1), claims: z.array(claim).min(2).max(100) });

/** A person waits for the answer with a document: a platform that is slower counts as not reached. */
const DEADLINE_MS = 5_000;

const NOT_FOUND = 404;

/** @param transports sign each request by the register's key */
export function claimPlatforms(transports: {
  of(platformId: string): PlatformTransport | null;
}): ClaimPlatforms {
  const at = async <T>(
    platform: string,
    ask: (transport: PlatformTransport) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const transport = transports.of(platform);
    return transport === null ? failure({ code: 'PLATFORM_NOT_CONFIGURED' }) : ask(transport);
  };
  return {
    claim: (address, json) =>
      at(address.platform, (transport) => {
        const request = {
          method: 'PUT',
          path: pathOf(address),
          json,
          deadlineMs: DEADLINE_MS,
          personWaits: true,
        } as const;
        return sendForJson(transport, request, claimed);
      }),
    giveBack: (address) =>
      at(address.platform, async (transport) => {
        const answer = await transport.send({ method: 'DELETE', path: pathOf(address) });
        // A claim that never arrived need not be given back.
        const isGone = !answer.ok && answer.error.details?.['status'] === NOT_FOUND;
        return answer.ok || isGone ? success(null) : answer;
      }),
    doubleUses: (platform) =>
      at(platform, (transport) => {
        const request = { method: 'GET', path: '/v1/approval-double-uses' } as const;
        return sendForList(transport, request, 'doubleUses', doubleUse);
      }),
  };
}

function pathOf({ approvalSm3, claimId }: ClaimAddress): string {
  return `/v1/approvals/${approvalSm3}/claims/${encodeURIComponent(claimId)}`;
}
