import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { unpackWoff } from '../../core/fonts/woff.ts';
import { openGlyphFont } from '../../core/seal-picture/glyph-font.ts';
import { decodeSeal } from '../../core/seal/seal.ts';
import { type Certificate, certificateOrNull, decodeCertificate } from '../../core/x509/certificate.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { failure, type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import { type CompanyProfile, COUNTERPARTY, ENROLLED, HOLDER, planSeal } from '../demo-world/companies.ts';
import { subjectOf, uniqueSealId, type MadeSeal, makeSeal } from '../demo-world/make-company.ts';
import type { DemoWorldPorts, WorldFolder } from '../demo-world/world-folder.ts';
import { oneYearFrom, type Validity } from '../demo-world/authorities.ts';
import type { EnrolmentPort } from '../ports/tokens.ts';
import type { SealConfirmations } from '../tokens/list-tokens.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { storeCertificate, storeSeal } from '../tokens/token-holder.ts';
import { certifyRequest, readAuthority } from './demo-authority.ts';
import { type Enrollee, type HolderKey, holderKeys, requestCertificate } from './holder-keys.ts';

interface EnrolmentPorts extends Pick<DemoWorldPorts, 'readFonts' | 'engine' | 'clock' | 'random'> {
  readonly tokens: EnrolmentPort;
  readonly confirmations: SealConfirmations;
}

/** The outcome of an enrolment. */
export interface Enrolment {
  readonly tokenSerial: string;
  /** False when the key existed before. */
  readonly keyGenerated: boolean;
  readonly certificate: { readonly subject: string; readonly serial: string; readonly notAfter: string };
  readonly seal: { readonly esId: string; readonly name: string };
  /** The path of the picture that the holder has to confirm. */
  readonly picture: string;
}

/**
 * Enrols a token (领取) with the authorities of the demonstration: finds or generates the key pairs on the token, signs
 * the certificate requests there, and writes the certificates and a seal to it. The seal waits until the holder has
 * confirmed its picture.
 * @param folder the world whose authorities certify
 * @param pin the caller zeroes it afterwards
 */
export function enrol(
  folder: WorldFolder,
  snapshot: TokenSnapshot,
  pin: Uint8Array,
  ports: EnrolmentPorts,
): Promise<Result<Enrolment>> {
  return resultOf(async () => {
    const { module, serial } = snapshot;
    const { tokens, random } = ports;
    const address = { module, serial };
    const pairs = unwrap(await tokens.keyPairs(address));
    const profile = profileFor(snapshot, folder, ports);
    const holder: Enrollee = { tokens, address, name: profile.name, random, pin: () => pin };
    const keys = await holderKeys(holder, snapshot, pairs);
    const certificate = await certified(keys.signing, { folder, holder, profile, ports });
    await certified(keys.encryption, { folder, holder, profile, ports });
    const seal = await orderSeal(folder, profile, certificate, ports);
    await deliver(seal, { folder, holder, profile, ports });
    return describe(serial, keys.signing, certificate, seal, folder.pathOf(pictureName(seal)));
  });
}

interface Office {
  readonly folder: WorldFolder;
  readonly holder: Enrollee;
  readonly profile: CompanyProfile;
  readonly ports: EnrolmentPorts;
}

/** Returns the key's certificate of this authority while it is valid, or has a new one issued. */
async function certified(key: HolderKey, { folder, holder, profile, ports }: Office): Promise<Certificate> {
  const issuing = readAuthority(folder, 'issuing', ports);
  const now = ports.clock.now();
  const { certificate: present } = key;
  if (present !== null && isOurs(present, issuing.certificate) && now < present.notAfter) return present;
  const request = await requestCertificate(holder, key, subjectOf(profile), ports.engine);
  const order = { request, use: key.use, profile, validity: oneYearFrom(now) };
  const der = await certifyRequest(order, issuing, ports);
  await storeCertificate(holder, key, der);
  return decodeCertificate(der);
}

function isOurs({ issuer }: Certificate, authority: Uint8Array): boolean {
  return equalBytes(issuer.raw, decodeCertificate(authority).subject.raw);
}

const COMPANIES: readonly CompanyProfile[] = [HOLDER, COUNTERPARTY, ENROLLED];

/** Keeps the identity of a holder who has a certificate of the demonstration already. */
function profileFor(
  { certificates }: TokenSnapshot,
  folder: WorldFolder,
  ports: EnrolmentPorts,
): CompanyProfile {
  const issuing = readAuthority(folder, 'issuing', ports);
  const known = certificates
    .map(({ der }) => certificateOrNull(der))
    .find((each) => each !== null && isOurs(each, issuing.certificate));
  const name = known?.subject.commonName ?? ENROLLED.name;
  return COMPANIES.find((company) => company.name === name) ?? ENROLLED;
}

async function orderSeal(
  folder: WorldFolder,
  profile: CompanyProfile,
  certificate: Certificate,
  ports: EnrolmentPorts,
): Promise<MadeSeal> {
  const maker = readAuthority(folder, 'maker', ports);
  const font = await openGlyphFont(unpackWoff(ports.readFonts().bold));
  const plan = planSeal(profile, '法定名称章');
  const validity: Validity = { from: certificate.notBefore, to: certificate.notAfter };
  const order = { esId: uniqueSealId(ports), plan, certificate: certificate.raw, validity };
  return makeSeal(order, font, maker);
}

/** Marks the seal as waiting for confirmation before it is written to the token. */
async function deliver(seal: MadeSeal, { folder, holder, ports }: Office): Promise<void> {
  const { esId, plan, der } = seal;
  ports.confirmations.expect(esId);
  try {
    await storeSeal(holder, plan.name, der);
  } catch (error) {
    ports.confirmations.confirm(esId);
    throw error;
  }
  folder.write(`seals/${esId}.esl`, der, 'shared');
  folder.write(pictureName(seal), decodeSeal(der).picture.data, 'shared');
}

function pictureName({ esId }: MadeSeal): string {
  return `seals/${esId}.png`;
}

function describe(
  tokenSerial: string,
  { generated }: HolderKey,
  { subject, serial, notAfter }: Certificate,
  { esId, plan }: MadeSeal,
  picture: string,
): Enrolment {
  return {
    tokenSerial,
    keyGenerated: generated,
    certificate: { subject: subject.text, serial, notAfter: notAfter.toISOString() },
    seal: { esId, name: plan.name },
    picture,
  };
}

/**
 * Chooses the token to enrol: the one with the given serial number, else the only one, else the only one without a
 * certificate. Never logs in to a token that may be somebody else's. Fails with TOKEN_NOT_FOUND, TOKEN_NOT_INITIALISED,
 * TOKEN_AMBIGUOUS, PIN_LOCKED or PIN_LAST_TRY.
 * @param lastTryConfirmed the person knows that a wrong PIN now locks the token
 */
export function chooseTokenToEnrol(
  tokens: readonly TokenSnapshot[],
  serial: string | undefined,
  lastTryConfirmed: boolean,
): Result<TokenSnapshot> {
  const named = tokens.filter((token) => serial === undefined || token.serial === serial);
  if (named.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const initialised = named.filter((token) => token.initialised);
  if (initialised.length === 0) return failure({ code: 'TOKEN_NOT_INITIALISED' });
  const empty = initialised.filter(({ certificates }) => certificates.length === 0);
  const [token, ...others] = initialised.length === 1 ? initialised : empty;
  if (token === undefined || others.length > 0) {
    return failure({ code: 'TOKEN_AMBIGUOUS', details: { count: initialised.length } });
  }
  const refusal = pinRefusal(token.pin, lastTryConfirmed);
  return refusal === null ? success(token) : failure(refusal);
}
