import { base64 } from '@scure/base';
import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { enterpriseOf } from '../../core/approval/decision.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Person } from '../../shared/model/loss-report.ts';
import {
  isOpen,
  ISSUED_SEAL_KINDS,
  type IssuedSealKind,
  type SealApplication,
} from '../../shared/model/seal-life.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { type Enrollee, requestCertificate } from '../enrolment/holder-keys.ts';
import { personRecord } from '../records/records.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { NOBODY } from '../register/record-entry.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { generateKey, type TokenKey } from '../tokens/token-holder.ts';
import type { KeptApplication } from './applications.ts';
import { type ApplicationPorts, fileOnce, type Filing } from './apply-for-seal.ts';
import { applicationsOn, freeKey } from './free-key.ts';
import type { ApplicationAnswer, SealLifePlatform } from './seal-life-platform.ts';

/** What a first seal is applied for with. Its picture is the one that the platform has of the physical seal. */
export interface FirstSealForm {
  /** Null for the first platform. */
  readonly platformId: string | null;
  readonly sealKind: IssuedSealKind;
  readonly holderName: string;
  readonly holderCode: string;
  readonly representative: string;
  readonly applicant: Person;
}

export interface FirstSealWish extends FirstSealForm {
  readonly token: ListedToken;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/**
 * Applies for a first seal (申领). The key pair is one that the holder's certificate on the token belongs to, else a new
 * one, which the token makes and never gives away; it signs the certificate request, which proves to the platform that
 * the key is in hand. Nothing more is needed from the key until the seal is written to it. Fails with the LIFE_ codes,
 * and those of the token, the way to the platform and the store.
 */
export async function applyForFirstSeal(
  wish: FirstSealWish,
  ports: ApplicationPorts,
): Promise<Result<SealApplication>> {
  const outcome = await resultOf(() => submit(wish, ports));
  const facts = {
    seal: { esId: '', name: sealNameOf(wish) },
    tokenSerial: wish.token.info.serial,
    purpose: wish.sealKind,
    people: { ...NOBODY, applicant: wish.applicant.name },
    reference: outcome.ok ? outcome.value.number : null,
  };
  return actOnRecord('issue', facts, () => Promise.resolve(outcome), ports.recorder);
}

/** Names a seal as platforms name it: the enterprise and the kind of seal. */
function sealNameOf({ holderName, sealKind }: Pick<FirstSealForm, 'holderName' | 'sealKind'>): string {
  return `${holderName}${sealKind === '法定名称章' ? '公章' : sealKind}`;
}

/** The content of an application for a first seal as it is kept until its answer is known. */
const sentFirstSeal = z.strictObject({
  sealKind: z.enum(ISSUED_SEAL_KINDS),
  sealName: z.string(),
  holderName: z.string(),
  holderCode: z.string(),
  representative: z.string(),
  applicant: personRecord,
  tokenSerial: z.string(),
  certificateRequest: z.base64(),
  keyId: z.string(),
});

async function submit(wish: FirstSealWish, ports: ApplicationPorts): Promise<SealApplication> {
  const { platformId, platform } = await admitted(wish, ports);
  const { sealKind, holderName, holderCode, representative, applicant } = wish;
  const wanted = {
    ...{ sealKind, sealName: sealNameOf(wish), holderName, holderCode, representative, applicant },
    tokenSerial: wish.token.info.serial,
  };
  const filing: Filing<z.infer<typeof sentFirstSeal>> = {
    slot: `${platformId}/first/${wanted.sealName}`,
    wish: wanted,
    schema: sentFirstSeal,
    make: async () => {
      const { keyId, certificateRequest } = await requestForFirst(wish, ports);
      const content = { ...wanted, keyId, certificateRequest: base64.encode(certificateRequest) };
      return { content, key: { tokenSerial: wanted.tokenSerial, keyId } };
    },
    send: ({ keyId: _keyId, ...sent }, idempotencyKey) => {
      const certificateRequest = base64.decode(sent.certificateRequest);
      return platform.applications.applyForFirst({ ...sent, certificateRequest }, idempotencyKey);
    },
    record: ({ keyId, ...sent }, answer) => recordOf(sent, { platformId, keyId }, answer, ports),
  };
  return fileOnce(filing, ports);
}

async function requestForFirst(
  wish: FirstSealWish,
  ports: ApplicationPorts,
): Promise<{ readonly keyId: string; readonly certificateRequest: Uint8Array }> {
  const { module, serial } = wish.token.info;
  const holder: Enrollee = {
    tokens: ports.tokens,
    address: { module, serial },
    name: wish.holderName,
    random: ports.random,
    pin: () => wish.pin,
  };
  const key = await keyFor(wish, holder, ports);
  const certificateRequest = await requestCertificate(holder, key, subjectOf(wish), ports.engine);
  return { keyId: toHex(key.id), certificateRequest };
}

/** @throws CodedError with the reason why the application cannot be made, before the PIN is used */
async function admitted(
  wish: FirstSealWish,
  { applications, platforms }: ApplicationPorts,
): Promise<{ readonly platformId: string; readonly platform: SealLifePlatform }> {
  const { info } = wish.token;
  if (info.state === 'notInitialised') throw new CodedError('TOKEN_NOT_INITIALISED');
  const refusal = pinRefusal(info.pin, wish.lastTryConfirmed);
  if (refusal !== null) throw new CodedError(refusal.code);
  const underWay = (await applications.all()).find(
    (each) => each.kind === 'issue' && each.sealName === sealNameOf(wish) && isOpen(each),
  );
  if (underWay !== undefined) {
    throw new CodedError('LIFE_APPLICATION_OPEN', 'under way', { number: underWay.number });
  }
  const platformId = wish.platformId ?? (await platforms.platformOf(null));
  const platform = platformId === null ? null : platforms.platform(platformId);
  if (platformId === null || platform === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  return { platformId, platform };
}

/**
 * Chooses the key of a first seal: that of an application of the same holder that is under way, that of a certificate of
 * the holder which is good for signing, one that an interrupted application has left without a certificate, else a new
 * one. A key of another holder on the token is never taken.
 */
async function keyFor(
  { holderName, token }: FirstSealWish,
  holder: Enrollee,
  { applications, requests, tokens }: ApplicationPorts,
): Promise<TokenKey> {
  const pairs = unwrap(await tokens.keyPairs(holder.address));
  const known = await applications.all();
  const certificates = token.certificates.flatMap(({ der, info }) => {
    const certificate = certificateOrNull(der);
    return certificate === null ? [] : [{ certificate, usable: info.usable }];
  });
  const certified = (publicKey: Uint8Array) =>
    certificates.filter(
      ({ certificate: { publicKey: own } }) => own.sm2 !== null && equalBytes(own.sm2, publicKey),
    );
  const ownApplication = applicationsOn(token, known).find(
    ({ kind, holder: owner }) => kind === 'issue' && owner.name === holderName,
  );
  const pair =
    pairs.find(({ id }) => toHex(id) === ownApplication?.keyId) ??
    pairs.find(({ publicKey }) =>
      certified(publicKey).some(
        ({ certificate, usable }) => usable && enterpriseOf(certificate) === holderName,
      ),
    ) ??
    freeKey(pairs, token, known, await requests.keysOn(token.info.serial));
  if (pair === undefined) return generateKey(holder, 'signing');
  return { use: 'signing', id: pair.id, publicKey: pair.publicKey };
}

function subjectOf({ holderName, holderCode }: FirstSealWish): readonly NameAttribute[] {
  return [
    ['C', 'CN'],
    ['O', holderName],
    ['serialNumber', holderCode],
    ['CN', holderName],
  ];
}

function recordOf(
  sent: Omit<z.infer<typeof sentFirstSeal>, 'keyId'>,
  known: Pick<KeptApplication, 'platformId' | 'keyId'>,
  answer: ApplicationAnswer,
  { recorder }: ApplicationPorts,
): KeptApplication {
  const { number, secret, state, submittedAt, decidedAt, decisionReason, demanded } = answer;
  return {
    ...{ number, secret, state, submittedAt, decidedAt, decisionReason, demanded },
    ...known,
    kind: 'issue',
    esId: null,
    sealName: sent.sealName,
    holder: { name: sent.holderName, code: sent.holderCode },
    reason: sent.sealKind,
    reasonText: null,
    applicant: sent.applicant,
    tokenSerial: sent.tokenSerial,
    checkedAt: recorder.clock.now().toISOString(),
    steps: [{ state, at: submittedAt }],
    papers: [],
    ...{ newSeal: null, certificate: null, seal: null },
  };
}
