import { z } from 'zod';
import { isDelegated } from '../../core/seal-life/seal-standing.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  type Delegation,
  type DelegationGrant,
  delegationState,
  isUnlimited,
} from '../../shared/model/seal-life.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { TokenPort } from '../ports/tokens.ts';
import { type Records, recordsOfKind, type RecordStore } from '../records/records.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { entriesWhere, HANDOVERS, holderOf } from '../register/find-entries.ts';
import { NOBODY, type ActFacts } from '../register/record-entry.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { refuse } from '../sealing-gate/rules.ts';
import {
  type DelegationPlatform,
  type HolderSeal,
  type HolderSession,
  openHolderSession,
  type SealLifePlatforms,
} from './seal-life-platform.ts';
import { type Sending, sendOnce, type SentRequests } from './sent-requests.ts';

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
  ownKey: z.boolean().default(false),
  delegateEsId: z.string().nullable().default(null),
  code: z.string().nullable().default(null),
  grantedAt: time,
  endedAt: time.nullable(),
});

/** Returns the records of the delegations that this computer has learnt of. */
export function delegationRecords(records: RecordStore): Records<Delegation> {
  return recordsOfKind<Delegation>('delegation', delegation, ({ number }) => number, records);
}

export interface DelegationPorts {
  readonly delegations: Records<Delegation>;
  readonly platforms: SealLifePlatforms;
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly engine: SmEngine;
  readonly recorder: Recorder;
  readonly random: RandomBytes;
  readonly requests: SentRequests;
}

/** What a holder grants, as it is kept until the platform's answer is known. */
const sentGrant = z.strictObject({
  esId: z.string(),
  person: z.string(),
  contact: z.string(),
  validFrom: time,
  validTo: time,
  uses: z.int().min(1),
  purposes: z.array(z.string()),
  ownKey: z.boolean(),
});

/**
 * Authorises a person to use a seal within limits (授权): purposes, uses, an end within a year. Fails with
 * LIFE_DELEGATION_UNLIMITED without them, or as {@link applyForSeal} does.
 */
export function grantDelegation(
  grant: Omit<DelegationGrant, 'esId'>,
  holder: HolderSeal,
  ports: DelegationPorts,
): Promise<Result<readonly Delegation[]>> {
  const { esId } = holder.chosen.info;
  if (isUnlimited(grant)) return Promise.resolve(failure({ code: 'LIFE_DELEGATION_UNLIMITED' }));
  const facts = { ...factsOf(holder), people: { ...NOBODY, user: grant.person } };
  // One that begins at once begins at another time with every try.
  const beginsLater = Date.parse(grant.validFrom) > ports.recorder.clock.now().getTime();
  const beginning = beginsLater ? grant.validFrom : null;
  return inSession(holder, facts, ports, async (platform, session) => {
    const sending: Sending<z.infer<typeof sentGrant>, Delegation, void> = {
      slot: `delegation/${esId}`,
      wish: { ...grant, esId, validFrom: beginning },
      schema: sentGrant,
      make: () => Promise.resolve({ content: { ...grant, esId, purposes: [...grant.purposes] }, key: null }),
      send: (content, idempotencyKey) => platform.grant(content, session, idempotencyKey),
      // The code is told once; the list that follows has it no more.
      settle: (_content, answer) => ports.delegations.keep(answer),
    };
    const { isWished } = await sendOnce(sending, ports);
    if (!isWished) await sendOnce(sending, ports);
  });
}

/** Fetches the delegations of the holder's seals. Fails as {@link grantDelegation} does. */
export function fetchDelegations(
  holder: HolderSeal,
  ports: DelegationPorts,
): Promise<Result<readonly Delegation[]>> {
  return resultOf(async () => {
    const { platform, session } = await sessionOf(holder, ports);
    return keepListed(unwrap(await platform.list(session)), ports);
  });
}

/** Keeps what the platform lists, with the codes that only its first answers had, until an access is taken. */
async function keepListed(
  listed: readonly Delegation[],
  { delegations }: DelegationPorts,
): Promise<readonly Delegation[]> {
  const kept: Delegation[] = [];
  for (const each of listed) {
    const code = each.delegateEsId === null ? ((await delegations.find(each.number))?.code ?? null) : null;
    await delegations.keep({ ...each, code });
    kept.push({ ...each, code });
  }
  return kept;
}

/** Ends a delegation now. Fails as {@link grantDelegation} does. */
export function endDelegation(
  number: string,
  holder: HolderSeal,
  ports: DelegationPorts,
): Promise<Result<readonly Delegation[]>> {
  const facts = { ...factsOf(holder), reference: number };
  return inSession(holder, facts, ports, async (platform, session) => {
    unwrap(await platform.end(number, session));
  });
}

function factsOf({ chosen }: HolderSeal): ActFacts {
  const { info, token } = chosen;
  return { seal: { esId: info.esId, name: info.name }, tokenSerial: token.serial };
}

type Work = (platform: DelegationPlatform, session: HolderSession) => Promise<void>;

/** Fetches the whole list after each act, so that delegations granted on other computers show too. */
function inSession(
  holder: HolderSeal,
  facts: ActFacts,
  ports: DelegationPorts,
  work: Work,
): Promise<Result<readonly Delegation[]>> {
  const act = async (): Promise<readonly Delegation[]> => {
    const { platform, session } = await sessionOf(holder, ports);
    await work(platform, session);
    return keepListed(unwrap(await platform.list(session)), ports);
  };
  return actOnRecord('delegation', facts, () => resultOf(act), ports.recorder);
}

async function sessionOf(
  holder: HolderSeal,
  ports: DelegationPorts,
): Promise<{ readonly platform: DelegationPlatform; readonly session: HolderSession }> {
  const platformId = await ports.platforms.platformOf(holder.chosen.info.esId);
  const platform = platformId === null ? null : ports.platforms.platform(platformId);
  if (platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  return { platform: platform.delegations, session: await openHolderSession(platform, holder, ports) };
}

interface DelegatedUserPorts {
  /** Returns the delegations that this computer has learnt of. */
  delegations(): Promise<readonly Delegation[]>;
  readonly register: RegisterStore;
}

/**
 * The rule for a shared key that somebody has taken (领用): that person uses a seal only within the holder's delegation.
 * A key that is with its keeper binds nobody, and a delegation that is over binds nobody whom it never named. Without a
 * platform there are no delegations.
 *
 * @param purpose of the use; null when an approver has judged it
 */
export function delegatedUser(ports: DelegatedUserPorts, purpose: string | null): GateRules {
  return {
    before: async ({ token, info }, situation) => {
      if (situation.knowledge === null) return null;
      const granted = (await ports.delegations()).filter(({ esId }) => esId === info.esId);
      if (granted.length === 0) return null;
      const user = (await holderOf(token.serial, ports.register))?.user;
      if (user === undefined) return null;
      const { now, policy } = situation;
      const binding = granted.filter((each) => binds(each, user, now));
      const counts = new Map<string, number>();
      for (const { validFrom, uses } of binding) {
        const counted = { person: user, esId: info.esId, serial: token.serial, since: validFrom };
        if (uses !== null) counts.set(validFrom, await countUses(counted, ports.register));
      }
      const usesSince = (from: string): number => counts.get(from) ?? 0;
      if (isDelegated(binding, { person: user, purpose, usesSince }, now)) return null;
      const number = binding.findLast(({ person }) => person === user)?.number ?? null;
      return refuse('SEALING_NOT_DELEGATED', situation, policy?.rules.delegation, { number });
    },
  };
}

function binds(delegation: Delegation, user: string, now: Date): boolean {
  return delegation.person === user || delegationState(delegation, now.getTime()) === 'inForce';
}

interface CountedUse {
  readonly person: string;
  readonly esId: string;
  readonly serial: string;
  /** ISO 8601 */
  readonly since: string;
}

/** Counts the uses of a seal while its key was with a person. Rejects with the codes of the store. */
async function countUses(
  { person, esId, serial, since }: CountedUse,
  register: RegisterStore,
): Promise<number> {
  const handovers: Handover[] = [];
  for await (const { index, entry } of entriesWhere(
    { tokenSerial: serial, acts: HANDOVERS },
    'oldest',
    register,
  )) {
    handovers.push({ index, to: entry.act === 'tokenTaken' ? entry.people.user : null });
  }
  const uses = { esId, tokenSerial: serial, acts: ['seal'], result: 'done', since } as const;
  let count = 0;
  for await (const { index } of entriesWhere(uses, 'oldest', register)) {
    if (handovers.findLast((each) => each.index < index)?.to === person) count += 1;
  }
  return count;
}

interface Handover {
  /** Of its entry. */
  readonly index: number;
  /** The person who has the token from then on; null for its keeper. */
  readonly to: string | null;
}

/**
 * Applies {@link delegatedUser} to the delegations and the register of this computer.
 * @param purpose of the use; null when an approver has judged it
 */
export function keptDelegations(
  records: RecordStore,
  register: RegisterStore,
  purpose: string | null,
): GateRules {
  return delegatedUser({ delegations: () => delegationRecords(records).all(), register }, purpose);
}
