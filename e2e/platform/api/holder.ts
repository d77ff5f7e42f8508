import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { Office } from '../office.ts';
import { listFiles } from '../offices/applications.ts';
import { decideApproval, listApprovals, readApproval, requestApproval } from '../offices/approvals.ts';
import { endDelegation, grantDelegation, listDelegations } from '../offices/delegations.ts';
import {
  applyForSeal,
  describeSealApplication,
  SEAL_APPLICATION_KINDS,
  sealApplicationFile,
  type SealApplicationContent,
  type SealApplicationKind,
} from '../offices/seal-applications.ts';
import { issueChallenge, openSession, type Session } from '../offices/sessions.ts';
import { findSeal, listSeals, type RegisteredSeal } from '../registry/seals.ts';
import { json, octets, type Call, type Operation, type Operations } from './call.ts';
import { Problem } from './problem.ts';

/** What a session, opened with a key, lets its holder see and do. */
export function holderOperations(office: Office, lists: RevocationLists): Operations {
  return {
    ...sessionOperations(office),
    ...sealOperations(office),
    ...delegationOperations(office),
    ...approvalOperations(office, lists),
  };
}

function sessionOperations(office: Office): Operations {
  return {
    requestChallenge: ({ body }) =>
      json(issueChallenge(office, (body as { certificate: string }).certificate), 201),
    openSession: ({ body }) => {
      const { challengeId, signature } = body as { challengeId: string; signature: string };
      return json(openSession(office, challengeId, signature), 201);
    },
  };
}

function sealOperations(office: Office): Operations {
  return {
    listHolderSeals: (call) =>
      json({ seals: listSeals(office, sessionOf(call).holder).map((seal) => describeSeal(office, seal)) }),
    readHolderSeal: (call) => octets(new Uint8Array(ownSeal(office, call, call.path['esId'] ?? '').der)),
    listSealApplications: (call) => {
      const { holder } = sessionOf(call);
      const files = listFiles<SealApplicationContent>(office, SEAL_APPLICATION_KINDS, holder);
      return json({ applications: files.map(describeSealApplication) });
    },
    applyForRenewal: applying(office, 'renewal'),
    applyForReplacement: applying(office, 'replacement'),
    applyForCancellation: applying(office, 'cancellation'),
    readSealApplication: (call) => {
      const file = sealApplicationFile(office, call.path['number'] ?? '');
      const isForeign = call.session !== null && call.session.holder !== file.holder;
      if (isForeign) throw new Problem('not-found', '没有这份申请');
      return json(describeSealApplication(file));
    },
  };
}

function applying(office: Office, kind: SealApplicationKind): Operation {
  return (call) => {
    const request = call.body as PlatformSchema<'SealApplicationRequest'>;
    return json(applyForSeal(office, kind, ownSeal(office, call, request.esId), request), 201);
  };
}

function delegationOperations(office: Office): Operations {
  return {
    listDelegations: (call) => json({ delegations: listDelegations(office, sessionOf(call).holder) }),
    grantDelegation: (call) => {
      const request = call.body as PlatformSchema<'DelegationRequest'>;
      const { holder } = ownSeal(office, call, request.esId);
      return json(grantDelegation(office, holder, request), 201);
    },
    endDelegation: (call) => json(endDelegation(office, sessionOf(call).holder, call.path['number'] ?? '')),
  };
}

function approvalOperations(office: Office, lists: RevocationLists): Operations {
  const idIn = ({ path }: Call): string => path['approvalId'] ?? '';
  return {
    listApprovals: (call) => json({ approvals: listApprovals(office, sessionOf(call).holder) }),
    requestApproval: (call) => {
      const { request } = call.body as { request: PlatformSchema<'ApprovalRequest'> };
      return json(requestApproval(office, sessionOf(call).holder, request), 201);
    },
    readApproval: (call) => json(readApproval(office, sessionOf(call).holder, idIn(call))),
    decideApproval: async (call) => {
      const { holder } = sessionOf(call);
      const statement = call.body as Statement;
      return json(await decideApproval(office, lists, { holder, id: idIn(call), statement }));
    },
  };
}

/** @throws Problem: the contract's security has let nobody without a session come here */
function sessionOf({ session }: Call): Session {
  if (session === null) throw new Problem('unauthorised');
  return session;
}

/** A seal of the holder who asks. @throws Problem not-found, for somebody else's too */
function ownSeal(office: Office, call: Call, esId: string): RegisteredSeal {
  const seal = findSeal(office, esId);
  if (seal === null || seal.holder !== sessionOf(call).holder) throw new Problem('not-found', '没有这枚印章');
  return seal;
}

function describeSeal(office: Office, seal: RegisteredSeal): PlatformSchema<'HolderSeal'> {
  const { esId, name, kind, validFrom, validTo, tokenSerial } = seal;
  const { state = 'active', since = null } = statusOf(office, esId) ?? {};
  return { esId, name, kind, state, since, validFrom, validTo, tokenSerial };
}
