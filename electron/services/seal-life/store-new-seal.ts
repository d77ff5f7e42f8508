import { base64 } from '@scure/base';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { decodeSeal, type Seal } from '../../core/seal/seal.ts';
import { listsCertificate, verifyMakerSignature } from '../../core/seal/verify-seal.ts';
import { decodeCertificate, type Certificate } from '../../core/x509/certificate.ts';
import { type TrustStore } from '../../core/x509/trust-store.ts';
import { makerListing } from '../../core/platform/maker-lists.ts';
import { buildPath } from '../../core/x509/path.ts';
import { validityRefusal } from '../../core/seal-life/new-seal-bounds.ts';
import { CodedError } from '../../shared/errors.ts';
import { awaitsStoring, type SealApplication } from '../../shared/model/seal-life.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { storeCertificate, storeSeal } from '../tokens/token-holder.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import type { Enrollee } from '../enrolment/holder-keys.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { publicPart, type KeptApplication } from './applications.ts';
import { type ApplicationPorts, ownKey } from './apply-for-seal.ts';

export interface StoringPorts extends ApplicationPorts {
  /** Rejects with TRUST_FOLDER_UNREADABLE. */
  readonly trust: () => Promise<TrustStore>;
}

export interface StoringWish {
  readonly number: string;
  /** The tokens that are plugged in. */
  readonly tokens: readonly ListedToken[];
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/**
 * Writes a new certificate and seal to the token that asked for them. Objects that an interrupted attempt has written
 * already stay as they are. Where the rules have the picture confirmed, the gate lets the seal wait for that. Fails with the
 * LIFE_ codes and those of the token and the store.
 */
export async function storeNewSeal(wish: StoringWish, ports: StoringPorts): Promise<Result<SealApplication>> {
  const application = (await ports.applications.all()).find(({ number }) => number === wish.number);
  if (application === undefined)
    return resultOf(() => Promise.reject(new CodedError('LIFE_APPLICATION_UNKNOWN')));
  const { newSeal, tokenSerial, number } = application;
  const facts = {
    seal: newSeal === null ? null : { esId: newSeal.esId, name: newSeal.name },
    tokenSerial,
    reference: number,
  };
  return actOnRecord(
    'enrolment',
    facts,
    () => resultOf(() => store(application, wish, ports)),
    ports.recorder,
  );
}

async function store(
  application: KeptApplication,
  { tokens, pin, lastTryConfirmed }: StoringWish,
  ports: StoringPorts,
): Promise<SealApplication> {
  const { certificate, seal } = await madeFor(application, ports);
  const token = tokens.find(({ info }) => info.serial === application.tokenSerial);
  if (token === undefined) throw new CodedError('TOKEN_REMOVED');
  const refusal = pinRefusal(token.info.pin, lastTryConfirmed);
  if (refusal !== null) throw new CodedError(refusal.code);
  const { module, serial } = token.info;
  const { subject } = decodeCertificate(certificate);
  const { random } = ports;
  const address = { module, serial };
  const holder = { tokens: ports.tokens, address, name: subject.commonName, random, pin: () => pin };
  await writeSeal({ certificate, seal, token, holder });
  return settled(application, ports);
}

/**
 * Checks the new certificate and seal, because the platform's answer carries no signature of its own.
 * @throws CodedError LIFE_NEW_SEAL_NOT_READY, LIFE_NEW_SEAL_UNFIT, LIFE_NEW_SEAL_TOO_LONG
 */
async function madeFor(
  application: KeptApplication,
  ports: StoringPorts,
): Promise<{ readonly certificate: Uint8Array; readonly seal: Uint8Array }> {
  if (!awaitsStoring(application) || application.certificate === null || application.seal === null) {
    throw new CodedError('LIFE_NEW_SEAL_NOT_READY');
  }
  const made = { certificate: base64.decode(application.certificate), seal: base64.decode(application.seal) };
  const seal = await expectFit(made, ports);
  await refuseTooLong(application, seal.property, decodeCertificate(made.certificate), ports);
  return made;
}

/** A certificate and a seal as a platform hands them out, DER. */
interface MadeSeal {
  readonly certificate: Uint8Array;
  readonly seal: Uint8Array;
}

/**
 * Checks a certificate and a seal that a platform has handed out as a stranger will.
 * @throws CodedError LIFE_NEW_SEAL_UNFIT
 */
export async function expectFit(
  { certificate, seal: der }: MadeSeal,
  ports: Pick<StoringPorts, 'engine' | 'recorder' | 'trust'>,
): Promise<Seal> {
  const seal = decodeSeal(der);
  const maker = decodeCertificate(seal.makerCertificate);
  const signed = verifyMakerSignature(ports.engine, seal, maker);
  const isMakers = signed !== 'unsupportedAlgorithm' && signed.valid;
  const isListed = listsCertificate(ports.engine, seal.property.certificateList, certificate);
  const isTrusted = await areTrusted(decodeCertificate(certificate), maker, ports);
  if (seal.version === 1 || !isMakers || !isListed || !isTrusted) throw new CodedError('LIFE_NEW_SEAL_UNFIT');
  return seal;
}

async function refuseTooLong(
  { platformId }: KeptApplication,
  { createdAt, validTo }: Seal['property'],
  { notBefore, notAfter }: Certificate,
  { platforms, recorder }: StoringPorts,
): Promise<void> {
  const times = { createdAt, validTo, certificateFrom: notBefore, certificateTo: notAfter };
  const refusal = validityRefusal(await platforms.profileOf(platformId), times, recorder.clock.now());
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
}

/** Repeats the checks of later verifiers. Revocation since then is left to the gate. */
async function areTrusted(
  holder: Certificate,
  maker: Certificate,
  { engine, recorder, trust: readTrust }: Pick<StoringPorts, 'engine' | 'recorder' | 'trust'>,
): Promise<boolean> {
  const trust = await readTrust();
  const context = { engine, trust, at: recorder.clock.now() };
  const path = buildPath(maker, context);
  return (
    buildPath(holder, context).ok && path.ok && makerListing(maker, path.path, trust, engine) === 'listed'
  );
}

interface Delivery {
  readonly certificate: Uint8Array;
  readonly seal: Uint8Array;
  readonly token: ListedToken;
  readonly holder: Enrollee;
}

/** Writes the certificate first, because a seal without it could not be used. */
export async function writeSeal({ certificate, seal, token, holder }: Delivery): Promise<void> {
  const { property } = decodeSeal(seal);
  const key = await keyOf(certificate, holder);
  if (!token.certificates.some(({ der }) => equalBytes(der, certificate))) {
    await storeCertificate(holder, key, certificate);
  }
  if (token.seals.some((listed) => equalBytes(listed.seal, seal))) return;
  await storeSeal(holder, property.name, seal);
}

async function keyOf(certificate: Uint8Array, holder: Enrollee) {
  try {
    return await ownKey(certificate, holder);
  } catch (error) {
    const isOther = error instanceof CodedError && error.code === 'KEY_NOT_FOUND';
    throw isOther ? new CodedError('LIFE_NEW_SEAL_UNFIT', 'the certificate is of another key') : error;
  }
}

async function settled(
  application: KeptApplication,
  { applications, recorder }: StoringPorts,
): Promise<SealApplication> {
  const { newSeal } = application;
  const storedAt = recorder.clock.now().toISOString();
  const kept = { ...application, newSeal: newSeal && { ...newSeal, storedAt } };
  await applications.keep(kept);
  return publicPart(kept);
}
