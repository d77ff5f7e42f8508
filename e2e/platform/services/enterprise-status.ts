import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import type { PlatformContext } from '../platform-context.ts';
import { say } from '../language.ts';
import { Problem } from '../problem.ts';
import { codeOf, enterpriseData, issuedFor } from '../registry/enterprise-data.ts';
import { enterpriseFacts } from '../registry/enterprises.ts';
import { findSeal } from '../registry/seals.ts';

/** Answers what the registration authority has of a seal's enterprise now. @throws Problem when there is no such seal */
export function enterpriseStatus(context: PlatformContext, esId: string, nonce: string): Promise<Statement> {
  const seal = findSeal(context, esId);
  if (seal === null) throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  const { holder } = seal;
  const { state, since, checkedAt } = enterpriseFacts(context, holder);
  const answer: PlatformSchema<'EnterpriseStatus'> = {
    ...{ platform: context.id, nonce, esId, issuedAt: context.clock.now().toISOString() },
    enterprise: { ...enterpriseData(context, holder), code: codeOf(holder), state, since, checkedAt },
    issuedFor: issuedFor(context, esId, holder),
  };
  return stateAsPlatform(context, 'enterprise-status', answer);
}
