import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { listFiles } from '../services/applications.ts';
import { decideApproval, listApprovals, readApproval, requestApproval } from '../services/approvals.ts';
import { claimDelegatedUse, enrolDelegate } from '../services/delegate-access.ts';
import { endDelegation, grantDelegation, listDelegations } from '../services/delegations.ts';
import {
  applyForSeal,
  describeSealApplication,
  SEAL_APPLICATION_KINDS,
  sealApplicationFile,
  type SealApplicationContent,
  type SealApplicationKind,
} from '../services/seal-applications.ts';
import { issueChallenge, openSession, type Session } from '../services/sessions.ts';
import { findSeal, listSeals, type RegisteredSeal } from '../registry/seals.ts';
import { json, octets, type Call, type Operation, type Operations } from './call.ts';
import { Problem } from '../problem.ts';
import { say } from '../language.ts';
import { page } from './page.ts';

/** The operations of a holder who has opened a session with a key. */
export function holderOperations(context: PlatformContext, lists: RevocationLists): Operations {
  return {
    ...sessionOperations(context),
    ...sealOperations(context),
    ...delegationOperations(context),
    ...approvalOperations(context, lists),
  };
}

function sessionOperations(context: PlatformContext): Operations {
  return {
    requestChallenge: ({ body }) =>
      json(issueChallenge(context, (body as { certificate: string }).certificate), 201),
    openSession: ({ body }) => {
      const { challengeId, signature } = body as { challengeId: string; signature: string };
      return json(openSession(context, challengeId, signature), 201);
    },
  };
}

function sealOperations(context: PlatformContext): Operations {
  return {
    listHolderSeals: (call) => {
      const seals = listSeals(context, sessionOf(call).holder).map((seal) => describeSeal(context, seal));
      return page(call, 'seals', seals, ({ esId }) => esId);
    },
    readHolderSeal: (call) => octets(new Uint8Array(ownSeal(context, call, call.path['esId'] ?? '').der)),
    listSealApplications: (call) => {
      const { holder } = sessionOf(call);
      const files = listFiles<SealApplicationContent>(context, SEAL_APPLICATION_KINDS, holder);
      const applications = files.map((file) => describeSealApplication(context, file));
      return page(call, 'applications', applications, ({ number }) => number);
    },
    applyForRenewal: applying(context, 'renewal'),
    applyForReplacement: applying(context, 'replacement'),
    applyForCancellation: applying(context, 'cancellation'),
    readSealApplication: (call) => {
      const file = sealApplicationFile(context, call.path['number'] ?? '');
      const isForeign = call.session !== null && call.session.holder !== file.holder;
      if (isForeign) throw new Problem('not-found', say('没有这份申请', 'There is no such application'));
      return json(describeSealApplication(context, file));
    },
  };
}

function applying(context: PlatformContext, kind: Exclude<SealApplicationKind, 'issue'>): Operation {
  return (call) => {
    const request = call.body as PlatformSchema<'SealApplicationRequest'>;
    return json(applyForSeal(context, kind, ownSeal(context, call, request.esId), request), 201);
  };
}

function delegationOperations(context: PlatformContext): Operations {
  return {
    listDelegations: (call) => {
      const delegations = listDelegations(context, sessionOf(call).holder);
      return page(call, 'delegations', delegations, ({ number }) => number);
    },
    grantDelegation: (call) => {
      const request = call.body as PlatformSchema<'DelegationRequest'>;
      const { holder } = ownSeal(context, call, request.esId);
      return json(grantDelegation(context, holder, request), 201);
    },
    enrolDelegate: async (call) =>
      json(
        await enrolDelegate(
          context,
          call.path['number'] ?? '',
          call.body as PlatformSchema<'DelegateAccessRequest'>,
        ),
        201,
      ),
    claimDelegatedUse: (call) => {
      const { useId } = call.body as PlatformSchema<'DelegatedUseRequest'>;
      return json(claimDelegatedUse(context, call.path['number'] ?? '', sessionOf(call).certificate, useId));
    },
    endDelegation: (call) => json(endDelegation(context, sessionOf(call).holder, call.path['number'] ?? '')),
  };
}

function approvalOperations(context: PlatformContext, lists: RevocationLists): Operations {
  const idIn = ({ path }: Call): string => path['approvalId'] ?? '';
  return {
    listApprovals: (call) => {
      const approvals = listApprovals(context, sessionOf(call).holder);
      return page(call, 'approvals', approvals, ({ request }) => request.id);
    },
    requestApproval: (call) => {
      const { request } = call.body as { request: PlatformSchema<'ApprovalRequest'> };
      return json(requestApproval(context, sessionOf(call).holder, request), 201);
    },
    readApproval: (call) => json(readApproval(context, sessionOf(call).holder, idIn(call))),
    decideApproval: async (call) => {
      const { holder } = sessionOf(call);
      const statement = call.body as Statement;
      return json(await decideApproval(context, lists, { holder, id: idIn(call), statement }));
    },
  };
}

/** @throws Problem without a session, which the contract's security does not let happen */
function sessionOf({ session }: Call): Session {
  if (session === null) throw new Problem('unauthorised');
  return session;
}

/**
 * Returns a seal of the holder who asks.
 * @throws Problem not-found, also for the seal of another holder
 */
function ownSeal(context: PlatformContext, call: Call, esId: string): RegisteredSeal {
  const seal = findSeal(context, esId);
  if (seal === null || seal.holder !== sessionOf(call).holder)
    throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  return seal;
}

function describeSeal(context: PlatformContext, seal: RegisteredSeal): PlatformSchema<'HolderSeal'> {
  const { esId, name, kind, validFrom, validTo, tokenSerial } = seal;
  const { state = 'active', since = null } = statusOf(context, esId) ?? {};
  return { esId, name, kind, state, since, validFrom, validTo, tokenSerial };
}
