import type { PlatformSchema } from '../../../electron/shared/platform-api/platform-schema.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { Office } from '../office.ts';
import { issueChallenge, openSession, type Session } from '../offices/sessions.ts';
import { findSeal, listSeals, type RegisteredSeal } from '../registry/seals.ts';
import { json, octets, type Call, type Operations } from './call.ts';
import { Problem } from './problem.ts';

/** Sessions, and what they show of the holder's seals. */
export function holderOperations(office: Office): Operations {
  return {
    requestChallenge: ({ body }) => {
      const { certificate } = body as { certificate: string };
      return json(issueChallenge(office, certificate), 201);
    },
    openSession: ({ body }) => {
      const { challengeId, signature } = body as { challengeId: string; signature: string };
      return json(openSession(office, challengeId, signature), 201);
    },
    listHolderSeals: (call) =>
      json({ seals: listSeals(office, sessionOf(call).holder).map((seal) => describeSeal(office, seal)) }),
    readHolderSeal: (call) => octets(new Uint8Array(ownSeal(office, call, call.path['esId'] ?? '').der)),
  };
}

/** @throws Problem: the contract's security has let nobody without a session come here */
export function sessionOf({ session }: Call): Session {
  if (session === null) throw new Problem('unauthorised');
  return session;
}

/** A seal of the holder who asks. @throws Problem not-found, for somebody else's too */
export function ownSeal(office: Office, call: Call, esId: string): RegisteredSeal {
  const seal = findSeal(office, esId);
  if (seal === null || seal.holder !== sessionOf(call).holder) throw new Problem('not-found', '没有这枚印章');
  return seal;
}

function describeSeal(office: Office, seal: RegisteredSeal): PlatformSchema<'HolderSeal'> {
  const { esId, name, kind, validFrom, validTo, tokenSerial } = seal;
  const status = statusOf(office, esId);
  const { state = 'active', since = null } = status ?? {};
  return { esId, name, kind, state, since, validFrom, validTo, tokenSerial };
}
