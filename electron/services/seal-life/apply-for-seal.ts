import { base64 } from '@scure/base';
import { z } from 'zod';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { renewalWindow } from '../../core/seal-life/reminders.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { Person } from '../../shared/model/loss-report.ts';
import {
  APPLICATION_REASONS,
  type ApplicationReason,
  type Clauses,
  type PolicyProfile,
  citationDetails,
} from '../../shared/model/policy-profile.ts';
import {
  APPLICATION_KINDS,
  type ApplicationKind,
  isOpen,
  needsReasonText,
  type SealApplication,
} from '../../shared/model/seal-life.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { explainedReason } from '../../shared/texts/reason-texts.ts';
import { type Enrollee, requestCertificate } from '../enrolment/holder-keys.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { EnrolmentPort } from '../ports/tokens.ts';
import { personRecord, type Records } from '../records/records.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { NOBODY } from '../register/record-entry.ts';
import { generateKey, type TokenKey } from '../tokens/token-holder.ts';
import { type KeptApplication, newSealOf, publicPart } from './applications.ts';
import { holderOf } from './known-seals.ts';
import {
  type ApplicationAnswer,
  type HolderSeal,
  openHolderSession,
  type SealLifePlatform,
  type SealLifePlatforms,
} from './seal-life-platform.ts';
import { type Sending, sendOnce, type SentRequests } from './sent-requests.ts';

export interface ApplicationPorts extends RequestPorts {
  readonly applications: Records<KeptApplication>;
  readonly requests: SentRequests;
  readonly platforms: SealLifePlatforms;
  readonly recorder: Recorder;
}

export interface ApplicationWish extends HolderSeal {
  readonly kind: ApplicationKind;
  readonly reason: ApplicationReason;
  /** The applicant's own words; null without any. */
  readonly reasonText: string | null;
  readonly applicant: Person;
}

/**
 * Applies for a seal's renewal, replacement or cancellation as its holder. The key answers the platform's challenge and
 * signs the certificate request. An application that the policy does not allow is refused before the PIN is used. Fails
 * with the LIFE_ codes, and those of the token, the way to the platform and the store.
 */
export async function applyForSeal(
  wish: ApplicationWish,
  ports: ApplicationPorts,
): Promise<Result<SealApplication>> {
  const outcome = await resultOf(() => submit(wish, ports));
  const { info, token } = wish.chosen;
  const facts = {
    seal: { esId: info.esId, name: info.name },
    tokenSerial: token.serial,
    purpose: explainedReason(wish),
    people: { ...NOBODY, applicant: wish.applicant.name },
    reference: outcome.ok ? outcome.value.number : null,
  };
  return actOnRecord(wish.kind, facts, () => Promise.resolve(outcome), ports.recorder);
}

/** The content of an application as it is kept until its answer is known. */
const sentApplication = z.strictObject({
  kind: z.enum(APPLICATION_KINDS),
  esId: z.string(),
  reason: z.enum(APPLICATION_REASONS),
  reasonText: z.string().nullable(),
  applicant: personRecord,
  certificateRequest: z.base64().nullable(),
  keyId: z.string().nullable(),
});

async function submit(wish: ApplicationWish, ports: ApplicationPorts): Promise<SealApplication> {
  const { chosen, kind, reason, reasonText, applicant } = wish;
  const { platformId, platform } = await admitted(wish, ports);
  const session = await openHolderSession(platform, wish, ports);
  const { esId } = chosen.info;
  const { serial } = chosen.token;
  const wanted = { kind, esId, reason, reasonText, applicant };
  const filing: Filing<z.infer<typeof sentApplication>> = {
    slot: `${platformId}/seal/${esId}`,
    wish: { ...wanted, serial, certificate: base64.encode(chosen.certificate) },
    schema: sentApplication,
    make: async () => {
      const { keyId, certificateRequest } = await requestForSeal(kind, wish, ports);
      const encoded = certificateRequest === null ? null : base64.encode(certificateRequest);
      const key = keyId === null ? null : { tokenSerial: serial, keyId };
      return { content: { ...wanted, certificateRequest: encoded, keyId }, key };
    },
    send: ({ keyId: _keyId, certificateRequest, ...sent }, idempotencyKey) => {
      const decoded = certificateRequest === null ? null : base64.decode(certificateRequest);
      return platform.applications.apply({ ...sent, certificateRequest: decoded }, session, idempotencyKey);
    },
    record: ({ keyId, ...sent }, answer) =>
      recordOf({ ...sent, chosen }, { platformId, keyId }, answer, ports),
  };
  return fileOnce(filing, ports);
}

/** An application on its way to a platform. */
export interface Filing<T> extends Omit<Sending<T, ApplicationAnswer, SealApplication>, 'settle'> {
  /** Makes the record that this computer keeps of it. */
  readonly record: (content: T, answer: ApplicationAnswer) => KeptApplication;
}

/**
 * Sends an application as {@link sendOnce} does, and keeps a record of it.
 * @throws CodedError LIFE_APPLICATION_OPEN when an earlier one got its answer, with which the person wanted something else
 */
export async function fileOnce<T>(
  { record, ...sending }: Filing<T>,
  ports: ApplicationPorts,
): Promise<SealApplication> {
  const settle = async (content: T, answer: ApplicationAnswer): Promise<SealApplication> => {
    const kept = record(content, answer);
    await ports.applications.keep(kept);
    return publicPart(kept);
  };
  const { outcome, isWished } = await sendOnce({ ...sending, settle }, ports);
  if (isWished) return outcome;
  throw new CodedError('LIFE_APPLICATION_OPEN', 'an earlier one', { number: outcome.number });
}

/**
 * Returns the platform that takes the application.
 * @throws CodedError with the reason why the application cannot be made
 */
async function admitted(
  { chosen, kind, reason, reasonText }: ApplicationWish,
  { applications, platforms, recorder }: ApplicationPorts,
): Promise<{ readonly platformId: string; readonly platform: SealLifePlatform }> {
  const { esId, validTo } = chosen.info;
  const underWay = (await applications.all()).find((each) => each.esId === esId && isOpen(each));
  if (underWay !== undefined) {
    throw new CodedError('LIFE_APPLICATION_OPEN', 'under way', { number: underWay.number });
  }
  const platformId = await platforms.platformOf(esId);
  const platform = platformId === null ? null : platforms.platform(platformId);
  if (platformId === null || platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const { notAfter } = decodeCertificate(chosen.certificate);
  const ends = new Date(Math.min(Date.parse(validTo), notAfter.getTime()));
  const profile = await platforms.profileOf(platformId);
  const refusal = whyNotApplicable(profile, { kind, reason, reasonText, ends }, recorder.clock.now());
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
  return { platformId, platform };
}

function recordOf(
  { kind, chosen, reason, reasonText, applicant }: Omit<ApplicationWish, 'pin' | 'lastTryConfirmed'>,
  known: Pick<KeptApplication, 'platformId' | 'keyId'>,
  answer: ApplicationAnswer,
  { recorder }: ApplicationPorts,
): KeptApplication {
  const { holderName, holderCode } = holderOf({
    subject: decodeCertificate(chosen.certificate).subject.text,
  });
  const { number, secret, state, submittedAt, decidedAt, decisionReason, certificate, seal } = answer;
  return {
    ...{ number, secret, state, submittedAt, decidedAt, decisionReason },
    ...{ ...known, kind, reason, reasonText, applicant },
    holder: { name: holderName, code: holderCode },
    ...{ demanded: answer.demanded, papers: [] },
    esId: chosen.info.esId,
    sealName: chosen.info.name,
    tokenSerial: chosen.token.serial,
    checkedAt: recorder.clock.now().toISOString(),
    steps: [{ state, at: submittedAt }],
    newSeal: seal === null ? null : newSealOf(seal),
    certificate: certificate === null ? null : base64.encode(certificate),
    seal: seal === null ? null : base64.encode(seal),
  };
}

/** The properties of an application that the policy judges. */
interface JudgedApplication {
  readonly kind: ApplicationKind;
  readonly reason: ApplicationReason;
  readonly reasonText: string | null;
  /** The end of the seal or of the certificate, whichever comes first. */
  readonly ends: Date;
}

interface ReasonsRule extends Clauses {
  readonly reasons: readonly ApplicationReason[];
}

/**
 * Returns the reason why the policy does not allow the application now, or null. When the policy does not speak of it,
 * the platform decides by the applicant's own words.
 */
function whyNotApplicable(
  profile: PolicyProfile | null,
  { kind, reason, reasonText, ends }: JudgedApplication,
  now: Date,
): AppError | null {
  if (kind === 'renewal') return profile && renewalRefusal(profile, ends, now);
  const rules = profile?.rules ?? null;
  const rule: ReasonsRule | null =
    (kind === 'replacement' ? rules?.replacement : rules?.cancellation) ?? null;
  const cited = profile === null ? {} : citationDetails(profile, rule);
  if (rule !== null && !rule.reasons.includes(reason)) {
    return { code: 'LIFE_REASON_NOT_PROVIDED', details: { ...cited, reasons: rule.reasons.join(' ') } };
  }
  const isUnexplained = needsReasonText(reason) && reasonText === null;
  return isUnexplained ? { code: 'LIFE_REASON_UNEXPLAINED', details: cited } : null;
}

function renewalRefusal(profile: PolicyProfile, ends: Date, now: Date): AppError | null {
  const window = renewalWindow(profile, ends, now);
  if (window === null || window.state === 'open') return null;
  const { opensAt, closesAt } = window;
  const clauses = citationDetails(profile, profile.rules.renewal);
  return { code: 'LIFE_RENEWAL_NOT_OPEN', details: { ...clauses, opensAt, closesAt } };
}

interface RequestPorts {
  readonly tokens: EnrolmentPort;
  readonly engine: SmEngine;
  readonly random: RandomBytes;
}

/** The key that is to be certified, by its CKA_ID (hexadecimal), with its request; both null for a cancellation. */
interface KeyRequest {
  readonly keyId: string | null;
  readonly certificateRequest: Uint8Array | null;
}

/**
 * Makes the certificate request (PKCS#10, DER) of an application. A renewal certifies the seal's own key again. A
 * replacement certifies a new key on the same token, because others may know the former one. A cancellation has none.
 * @throws CodedError of the token
 */
async function requestForSeal(
  kind: ApplicationKind,
  { chosen, pin }: Pick<HolderSeal, 'chosen' | 'pin'>,
  { tokens, engine, random }: RequestPorts,
): Promise<KeyRequest> {
  if (kind === 'cancellation') return { keyId: null, certificateRequest: null };
  const { subject } = decodeCertificate(chosen.certificate);
  const { module, serial } = chosen.token;
  const holder: Enrollee = {
    tokens,
    address: { module, serial },
    name: subject.commonName,
    random,
    pin: () => pin,
  };
  const key =
    kind === 'renewal' ? await ownKey(chosen.certificate, holder) : await generateKey(holder, 'signing');
  const certificateRequest = await requestCertificate(holder, key, subject.raw, engine);
  return { keyId: toHex(key.id), certificateRequest };
}

/**
 * Finds the key of a certificate on its token.
 * @throws CodedError KEY_NOT_FOUND when the key is not on the token
 */
export async function ownKey(
  certificate: Uint8Array,
  { tokens, address }: Pick<Enrollee, 'tokens' | 'address'>,
): Promise<TokenKey> {
  const { sm2 } = decodeCertificate(certificate).publicKey;
  const pairs = unwrap(await tokens.keyPairs(address));
  const pair = pairs.find(({ publicKey }) => sm2 !== null && equalBytes(publicKey, sm2));
  if (pair === undefined) throw new CodedError('KEY_NOT_FOUND');
  return { use: 'signing', id: pair.id, publicKey: pair.publicKey };
}
