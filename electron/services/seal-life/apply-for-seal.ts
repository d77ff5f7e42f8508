import { base64 } from '@scure/base';
import { toHex } from '../../core/bytes/hex.ts';
import { utf8Bytes } from '../../core/bytes/utf8.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Person } from '../../shared/model/loss-report.ts';
import { isOpen, type ApplicationKind, type SealApplication } from '../../shared/model/seal-application.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { publicPart, type KeptApplication } from './application-book.ts';
import { whyNotApplicable } from './judge-application.ts';
import { newSealOf } from './new-seal.ts';
import { openHolderSession, type HolderSeal } from './open-holder-session.ts';
import type { ApplicationAnswer, SealLifePlatform, SealLifePlatforms } from './ports.ts';
import type { Records } from '../records/records.ts';
import { requestForSeal, type RequestPorts } from './request-for-seal.ts';

export interface ApplicationPorts extends RequestPorts {
  readonly applications: Records<KeptApplication>;
  readonly platforms: SealLifePlatforms;
  readonly recorder: Recorder;
}

export interface ApplicationWish extends HolderSeal {
  readonly kind: ApplicationKind;
  readonly reason: string;
  readonly applicant: Person;
}

/**
 * Applies for a seal's renewal, replacement or cancellation, as its holder: the key answers the platform's challenge
 * and signs the certificate request. What the rules do not allow is refused before the PIN is used. Fails with the
 * LIFE_ codes, and those of the token, the way to the platform and the store.
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
    purpose: wish.reason,
    people: { applicant: wish.applicant.name, approver: null, keeper: null, user: null },
    reference: outcome.ok ? outcome.value.number : null,
  };
  return actOnRecord(wish.kind, facts, () => Promise.resolve(outcome), ports.recorder);
}

async function submit(wish: ApplicationWish, ports: ApplicationPorts): Promise<SealApplication> {
  const { chosen, kind, reason, applicant } = wish;
  const { platformId, platform } = await admitted(wish, ports);
  const session = await openHolderSession(platform, wish, ports);
  const certificateRequest = await requestForSeal(kind, wish, ports);
  const request = { kind, esId: chosen.info.esId, reason, applicant, certificateRequest };
  const idempotencyKey = await idempotencyKeyOf(wish, ports);
  const answer = unwrap(await platform.applications.apply(request, session, idempotencyKey));
  const kept = recordOf(wish, platformId, answer, ports);
  await ports.applications.keep(kept);
  return publicPart(kept);
}

/** The platform that may be asked. @throws CodedError why the application cannot be made */
async function admitted(
  { chosen, kind, reason }: ApplicationWish,
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
  const refusal = whyNotApplicable(profile, { kind, reason, ends }, recorder.clock.now());
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
  return { platformId, platform };
}

/** The same while one application is tried again, another once that is settled. */
async function idempotencyKeyOf(
  { kind, chosen }: ApplicationWish,
  { applications, engine }: ApplicationPorts,
): Promise<string> {
  const { esId } = chosen.info;
  const former = (await applications.all()).filter((each) => each.esId === esId && each.kind === kind);
  return toHex(engine.sm3(utf8Bytes(JSON.stringify([kind, esId, former.length]))));
}

function recordOf(
  { kind, chosen, reason, applicant }: ApplicationWish,
  platformId: string,
  answer: ApplicationAnswer,
  { recorder }: ApplicationPorts,
): KeptApplication {
  const { number, secret, state, submittedAt, decidedAt, decisionReason, certificate, seal } = answer;
  return {
    ...{ number, secret, state, submittedAt, decidedAt, decisionReason },
    ...{ platformId, kind, reason, applicant },
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
