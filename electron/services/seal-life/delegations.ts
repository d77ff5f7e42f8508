import { z } from 'zod';
import { toHex } from '../../core/bytes/hex.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Delegation, DelegationGrant } from '../../shared/model/delegation.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { valueOf } from '../demo-world/token-holder.ts';
import { pinRefusal } from '../pin-guard.ts';
import type { RandomBytes, TokenPort } from '../ports.ts';
import type { RecordStore } from '../platform/record-store.ts';
import { actOnRecord, type ActFacts, type Recorder } from '../register/acts-on-record.ts';
import type { ChosenSeal } from '../seal-document.ts';
import { openHolderSession } from './open-holder-session.ts';
import type { DelegationPlatform, HolderSession, SealLifePlatforms } from './ports.ts';
import { recordBook, type RecordBook } from './record-book.ts';

const time = z.iso.datetime({ offset: true });

const delegation = z.strictObject({
  number: z.string(),
  esId: z.string(),
  person: z.string(),
  contact: z.string(),
  validFrom: time,
  validTo: time,
  uses: z.int().min(1).nullable(),
  purposes: z.array(z.string()),
  grantedAt: time,
  endedAt: time.nullable(),
});

/** The delegations that this computer has heard of. */
export function delegationBook(records: RecordStore): RecordBook<Delegation> {
  return recordBook<Delegation>('delegation', delegation, ({ number }) => number, records);
}

export interface DelegationPorts {
  readonly delegations: RecordBook<Delegation>;
  readonly platforms: SealLifePlatforms;
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly engine: SmEngine;
  readonly recorder: Recorder;
  readonly random: RandomBytes;
}

/** The holder's seal and the PIN of its key, which the caller zeroes. */
export interface DelegatingHolder {
  readonly chosen: ChosenSeal;
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/** Authorises a person to use a seal within limits (授权). Fails as {@link applyForSeal} does. */
export function grantDelegation(
  grant: Omit<DelegationGrant, 'esId'>,
  holder: DelegatingHolder,
  ports: DelegationPorts,
): Promise<Result<readonly Delegation[]>> {
  const { esId } = holder.chosen.info;
  const key = toHex(ports.random(16));
  const facts = { ...factsOf(holder), people: { ...NOBODY, user: grant.person } };
  return inSession(holder, facts, ports, async (platform, session) => {
    valueOf(await platform.grant({ ...grant, esId }, session, key));
  });
}

/** Ends a delegation now. Fails as {@link grantDelegation} does. */
export function endDelegation(
  number: string,
  holder: DelegatingHolder,
  ports: DelegationPorts,
): Promise<Result<readonly Delegation[]>> {
  const facts = { ...factsOf(holder), reference: number };
  return inSession(holder, facts, ports, async (platform, session) => {
    valueOf(await platform.end(number, session));
  });
}

const NOBODY = { applicant: null, approver: null, keeper: null, user: null };

function factsOf({ chosen }: DelegatingHolder): ActFacts {
  const { info, token } = chosen;
  return { seal: { esId: info.esId, name: info.name }, tokenSerial: token.serial };
}

type Work = (platform: DelegationPlatform, session: HolderSession) => Promise<void>;

/** After each act the whole list is fetched: what was granted on other computers shows too. */
function inSession(
  holder: DelegatingHolder,
  facts: ActFacts,
  ports: DelegationPorts,
  work: Work,
): Promise<Result<readonly Delegation[]>> {
  const act = async (): Promise<readonly Delegation[]> => {
    const { platform, session } = await sessionOf(holder, ports);
    await work(platform, session);
    const listed = valueOf(await platform.list(session));
    for (const each of listed) await ports.delegations.keep(each);
    return listed;
  };
  return actOnRecord('delegation', facts, () => resultOf(act), ports.recorder);
}

async function sessionOf(
  { chosen, pin, lastTryConfirmed }: DelegatingHolder,
  { platforms, tokens, engine }: DelegationPorts,
): Promise<{ readonly platform: DelegationPlatform; readonly session: HolderSession }> {
  const platformId = await platforms.platformOf(chosen.info.esId);
  const platform = platformId === null ? null : platforms.platform(platformId);
  if (platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const refusal = pinRefusal(chosen.token.pin, lastTryConfirmed);
  if (refusal !== null) throw new CodedError(refusal.code);
  const { module, serial } = chosen.token;
  const key = { tokens, address: { module, serial }, certificate: chosen.certificate, pin };
  const session = valueOf(await openHolderSession(platform, key, engine));
  return { platform: platform.delegations, session };
}
