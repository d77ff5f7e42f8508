import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { enterpriseFacts } from '../registry/enterprises.ts';
import { findSeal } from '../registry/seals.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import { eventsOf, feedHead } from '../lists/seal-status.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import { say } from '../language.ts';

/** A question about one use of a seal, as the contract has it. */
interface UseQuestion {
  readonly esId: string;
  readonly certificate: string;
  readonly after: number;
  readonly nonce: string;
}

/** Answers whether a seal may be used at this moment. @throws Problem when the platform has no such seal */
export function useState(
  context: PlatformContext,
  lists: RevocationLists,
  { esId, certificate: serial, after, nonce }: UseQuestion,
): Promise<Statement> {
  const seal = findSeal(context, esId);
  if (seal === null) throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  const answer: PlatformSchema<'UseState'> = {
    ...{ platform: context.id, nonce, esId },
    issuedAt: context.clock.now().toISOString(),
    after,
    head: feedHead(context.database),
    events: eventsOf(context, esId, after),
    certificate: { serial, revokedSince: lists.revocationOf('issuing', serial) },
    enterprise: enterpriseFacts(context, seal.holder),
  };
  return stateAsPlatform(context, 'use-state', answer);
}
