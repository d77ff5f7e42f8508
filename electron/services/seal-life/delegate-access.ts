import { base64 } from '@scure/base';
import { z } from 'zod';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Delegation, delegationState } from '../../shared/model/seal-life.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { type Enrollee, requestCertificate } from '../enrolment/holder-keys.ts';
import type { MessageSigner } from '../../core/sm/message-signature.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { type RecordStore } from '../records/records.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { entriesWhere } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { refuse } from '../sealing-gate/rules.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import { generateKey, type TokenKey } from '../tokens/token-holder.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { freeKey } from './free-key.ts';
import { delegationRecords, type DelegationPorts } from './delegations.ts';
import type { DelegateAccess, SealLifePlatforms } from './seal-life-platform.ts';
import { type Sending, sendOnce } from './sent-requests.ts';
import { expectFit, type StoringPorts, writeSeal } from './store-new-seal.ts';

/** What a person (被授权人) says who takes the access that a holder has granted. */
export interface AccessWish {
  readonly number: string;
  /** As the holder has passed it on. */
  readonly code: string;
  readonly token: ListedToken;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

export type AccessPorts = StoringPorts & Pick<DelegationPorts, 'delegations'>;

/**
 * Takes a delegate's own access: makes a key on the person's own token or takes a free one, has it certified by the platform, and
 * writes certificate and seal object to the token. Fails with PLATFORM_NOT_CONFIGURED, LIFE_ACCESS_REFUSED for a wrong or spent
 * code, LIFE_NEW_SEAL_UNFIT, and as token, platform and store do.
 */
export function enrolDelegate(wish: AccessWish, ports: AccessPorts): Promise<Result<Delegation>> {
  const { number, token } = wish;
  const facts = { tokenSerial: token.info.serial, reference: number };
  return actOnRecord('enrolment', facts, () => resultOf(() => take(wish, ports)), ports.recorder);
}

/** What a delegate sends, as it is kept until certificate and seal are on the key. */
const sentAccess = z.strictObject({ code: z.string(), certificateRequest: z.base64() });

async function take(wish: AccessWish, ports: AccessPorts): Promise<Delegation> {
  const { number, code, token, pin, lastTryConfirmed } = wish;
  const { platforms, tokens, random, engine } = ports;
  const platformId = await platforms.platformOf(null);
  const platform = platformId === null ? null : platforms.platform(platformId);
  if (platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const refusal = pinRefusal(token.info.pin, lastTryConfirmed);
  if (refusal !== null) throw new CodedError(refusal.code);
  const { module, serial } = token.info;
  const address = { module, serial };
  const holder: Enrollee = { tokens, address, name: `授权 ${number}`, random, pin: () => pin };
  const sending: Sending<z.infer<typeof sentAccess>, DelegateAccess, Delegation> = {
    slot: `${platformId}/access/${number}`,
    wish: { number, code, serial },
    schema: sentAccess,
    make: async () => {
      const key = await keyOn(token, holder, ports);
      const request = await requestCertificate(holder, key, [['CN', number]], engine);
      const content = { code, certificateRequest: base64.encode(request) };
      return { content, key: { tokenSerial: serial, keyId: toHex(key.id) } };
    },
    send: (sent, idempotencyKey) => {
      const request = base64.decode(sent.certificateRequest);
      return platform.delegations.enrol(number, sent.code, request, idempotencyKey);
    },
    settle: (_content, access) => keepAccess(access, token, holder, ports),
  };
  const sent = await resultOf(() => sendOnce(sending, ports));
  if (!sent.ok && sent.error.code === 'PLATFORM_REFUSED') {
    throw new CodedError('LIFE_ACCESS_REFUSED', number, { ...sent.error.details, number });
  }
  return unwrap(sent).outcome;
}

async function keepAccess(
  { delegation, certificate, seal }: DelegateAccess,
  token: ListedToken,
  holder: Enrollee,
  ports: AccessPorts,
): Promise<Delegation> {
  const { esId, property } = await expectFit({ certificate, seal }, ports);
  const endsInTime = property.validTo.getTime() <= Date.parse(delegation.validTo) + 1000;
  if (!endsInTime || esId !== delegation.delegateEsId) throw new CodedError('LIFE_NEW_SEAL_UNFIT');
  // The limits are known before the seal is there: a seal without them would be used like any other.
  await ports.delegations.keep({ ...delegation, code: null });
  await writeSeal({ certificate, seal, token, holder: { ...holder, name: subjectOf(certificate) } });
  return delegation;
}

/** Takes a key that is free, or makes one. */
async function keyOn(
  token: ListedToken,
  holder: Enrollee,
  { applications, requests }: Pick<AccessPorts, 'applications' | 'requests'>,
): Promise<TokenKey> {
  const pairs = unwrap(await holder.tokens.keyPairs(holder.address));
  const free = freeKey(pairs, token, await applications.all(), await requests.keysOn(token.info.serial));
  return free === undefined ? generateKey(holder, 'signing') : { use: 'signing', ...free };
}

const subjectOf = (certificate: Uint8Array): string => decodeCertificate(certificate).subject.commonName;

/**
 * Returns the delegation whose access a seal object is; null for any other seal. An unreadable store bars nothing here, as
 * everywhere: a delegate's seal has a platform, and with a platform the general rules refuse already.
 */
async function accessOf(esId: string, records: RecordStore): Promise<Delegation | null> {
  try {
    const known = await delegationRecords(records).all();
    return known.find(({ delegateEsId }) => delegateEsId === esId) ?? null;
  } catch (error) {
    if (error instanceof CodedError && error.code.startsWith('STORE_')) return null;
    throw error;
  }
}

/**
 * The rule for a delegate's own seal object: within the time, the purposes and the number of uses, which the register here
 * counts. The platform counts those of all computers, see {@link claimDelegatedUse}.
 * @param purpose of the use; null when an approver has judged it
 */
export function delegatesLimits(
  records: RecordStore,
  register: Pick<RegisterStore, 'find'>,
  purpose: string | null,
): GateRules {
  return {
    before: async ({ info }, situation) => {
      const access = await accessOf(info.esId, records);
      if (access === null) return null;
      const { number, purposes, uses } = access;
      const isInForce = delegationState(access, situation.now.getTime()) === 'inForce';
      const isMeant = purpose === null || purposes.some((each) => purpose.includes(each));
      if (isInForce && isMeant && (await usesHere(info.esId, register)) < (uses ?? 0)) return null;
      const limit = !isInForce ? 'time' : isMeant ? 'uses' : 'purpose';
      return refuse('SEALING_NOT_DELEGATED', situation, situation.policy?.rules.delegation, {
        number,
        limit,
      });
    },
  };
}

async function usesHere(esId: string, register: Pick<RegisterStore, 'find'>): Promise<number> {
  const uses: number[] = [];
  for await (const { index } of entriesWhere({ esId, acts: ['seal'], result: 'done' }, 'oldest', register)) {
    uses.push(index);
  }
  return uses.length;
}

export interface DelegatedUsePorts {
  readonly records: RecordStore;
  readonly register: Pick<RegisterStore, 'find'>;
  readonly random: RandomBytes;
  readonly platforms: () => Promise<SealLifePlatforms>;
}

const USE = 'delegatedUse';

/**
 * Claims a use of a delegate at the platform, before the key signs, so that two computers do not exceed the number of uses. A use that
 * failed after its claim serves the next one. Does nothing for any other seal.
 * @throws CodedError SEALING_NOT_DELEGATED when the platform refuses, and the codes of the way there: without it nothing is sealed
 */
export async function claimDelegatedUse(
  esId: string,
  signer: () => {
    readonly certificate: Uint8Array;
    readonly sign: (message: Uint8Array) => ReturnType<MessageSigner>;
  },
  { records, register, random, platforms }: DelegatedUsePorts,
): Promise<void> {
  const access = await accessOf(esId, records);
  if (access === null) return;
  const { number } = access;
  const known = await platforms();
  const platformId = await known.platformOf(esId);
  const platform = platformId === null ? null : known.platform(platformId);
  if (platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const place = `${number}/${await usesHere(esId, register)}`;
  await records.add(USE, place, JSON.stringify(toHex(random(16))));
  // Whoever added first, all claim under the id that is kept: the same use.
  const useId = z.string().parse(JSON.parse((await records.get(USE, place)) ?? ''));
  const key = signer();
  const sign = (message: Uint8Array) => resultOf(async () => key.sign(message));
  const session = unwrap(await platform.openSession({ certificate: key.certificate, sign }));
  const claimed = await platform.delegations.claimUse(number, useId, session);
  if (!claimed.ok && claimed.error.code === 'PLATFORM_REFUSED') {
    throw new CodedError('SEALING_NOT_DELEGATED', number, { number, limit: 'platform' });
  }
  unwrap(claimed);
}
