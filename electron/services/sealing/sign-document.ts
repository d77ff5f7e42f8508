import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { type SigningKey, signingKeyOf } from '../../core/cms/standard-signature.ts';
import { encodeSignedData, signatureOctets } from '../../core/cms/signed-data.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { expectAccepted } from '../../core/preflight/expect-accepted.ts';
import { prepareSignature } from '../../core/signing/prepare-signature.ts';
import type { PreparedSignature } from '../../core/signing/prepared-signature.ts';
import { securityStoreUpdate } from '../../core/signing/put-security-store.ts';
import { TIME_STAMP_LENGTH } from '../../core/signing/seal-request.ts';
import { decodeCertificate, type Certificate } from '../../core/x509/certificate.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { CodedError } from '../../shared/errors.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import {
  embed,
  inputHashOf,
  publishEmbedded,
  readBack,
  wholeSeconds,
  writeAndHash,
  type WrittenDraft,
} from '../documents/signed-draft.ts';
import type { Draft, OpenFile } from '../ports/files.ts';
import { beginUse, certificateOf, type DocumentUse } from '../register/acts-on-record.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { sealOfCertificate } from '../tokens/token-seals.ts';
import { stampDigest, timeStampGiven } from '../trusted-time/trusted-time.ts';
import { signAttributes } from './sign-attributes.ts';
import type { GivenPin, SignedFile, SigningParts, SignOrder, ValidationData } from './sign-order.ts';

/** Room in /Contents beside certificates and time stamp: attributes and the signature value. */
const STRUCTURE_LENGTH = 8 * 1024;

/**
 * Signs one document by CMS, without a seal, and writes that down whether it ends well or not: with an RSA or EC key as
 * readers everywhere know it, or with an SM2 key for those that know SM2. The steps are those of a seal. Everything that
 * can be refused without the key is refused before the PIN is asked for; what is asked for after the signature, a time
 * stamp and validation data, is no obstacle if it fails.
 * @param givePin rejects with CANCELLED when the person types none; then nothing was used, and nothing is written down
 */
export async function signDocument(
  order: SignOrder,
  givePin: () => Promise<GivenPin>,
  parts: SigningParts,
): Promise<Result<SignedFile>> {
  const { document, outputPath, certificate, address } = order;
  const facts = { certificate: certificateOf(certificate), tokenSerial: address.serial };
  const use = beginUse('sign', { facts, inputPath: document.file.path, outputPath }, parts.recorder);
  const examined = await resultOf(() => examine(admit(order, parts), parts));
  if (!examined.ok) {
    await use.end(examined, { accepted: null, timeStamped: null }, null);
    return examined;
  }
  const given = await resultOf(givePin);
  if (!given.ok) return given;
  const { pin, registerKey } = given.value;
  const { accepted } = examined.value;
  const outcome = await resultOf(async () => {
    const prepared = await prepare(examined.value, parts, use);
    try {
      return await publish(await stamp(await sign(prepared, pin, parts), parts), parts);
    } finally {
      prepared.draft.discard();
      prepared.written.password?.fill(0);
    }
  });
  const more = { accepted, timeStamped: outcome.ok ? timeStampGiven(outcome.value.trustedTime) : null };
  await use.end(outcome, more, outcome.ok ? registerKey : null);
  return outcome;
}

/** The token takes a PIN, and the certificate is one for signatures. */
interface Admitted {
  readonly stage: 'admitted';
  readonly order: SignOrder;
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** The document is as it should be, or the person has accepted by name what is not. */
interface Examined extends Omit<Admitted, 'stage'> {
  readonly stage: 'examined';
  /** The codes of what was accepted; null for none. */
  readonly accepted: readonly string[] | null;
}

/** The document is written but for its signature. */
interface Prepared extends Omit<Examined, 'stage'> {
  readonly stage: 'prepared';
  readonly signedAt: Date;
  readonly draft: Draft;
  readonly written: WrittenDraft;
}

/** The key has signed, and the value fits its certificate. */
interface Signed extends Omit<Prepared, 'stage'> {
  readonly stage: 'signed';
  readonly signedAttributes: Uint8Array;
  /** The octets of the signature in SignerInfo. */
  readonly signature: Uint8Array;
}

/** The signature has its time stamp, as far as one was asked for and given. */
interface Stamped extends Omit<Signed, 'stage'> {
  readonly stage: 'stamped';
  readonly token: Uint8Array | null;
  readonly trustedTime: TrustedTime;
}

function admit(order: SignOrder, { engine, seals }: SigningParts): Admitted {
  const refusal = pinRefusal(order.pinState, order.lastTryConfirmed === true);
  if (refusal !== null) throw new CodedError(refusal.code);
  const certificate = decodeCertificate(order.certificate);
  const key = signingKeyOf(certificate.publicKey);
  if (!allowsSignatures(certificate.keyUsage)) {
    throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'its usage forbids it');
  }
  const seal = sealOfCertificate(engine, seals, order.certificate);
  if (seal !== null) throw new CodedError('CERTIFICATE_OF_SEAL', 'a seal lists it', { name: seal.info.name });
  return { stage: 'admitted', order, certificate, key };
}

/** What the draft would find out is looked for before a person types the PIN: that the output's name is taken, that the field is none. */
async function examine(admitted: Admitted, parts: SigningParts): Promise<Examined> {
  const { document, outputPath, accepted = [] } = admitted.order;
  const { findings } = unwrap(await parts.examine(document.file));
  const needed = expectAccepted(findings, accepted);
  if (parts.exists(outputPath)) throw new CodedError('OUTPUT_EXISTS', outputPath);
  layOut(parts.files.open(document.file), admitted, wholeSeconds(parts.clock.now()), parts);
  return { ...admitted, stage: 'examined', accepted: needed.length === 0 ? null : needed };
}

async function prepare(examined: Examined, parts: SigningParts, use: DocumentUse): Promise<Prepared> {
  const { document, outputPath } = examined.order;
  await document.expectUnchanged(null);
  const reopen = (): OpenFile => parts.files.open(document.file);
  const input = reopen();
  const signedAt = wholeSeconds(parts.clock.now());
  const prepared = layOut(input, examined, signedAt, parts);
  const draft = parts.files.createDraft(outputPath, input.permissions);
  try {
    const file = await parts.engine.createSm3();
    const hashers = { signed: examined.key.kind === 'sm2' ? file : await parts.sha256.createHasher(), file };
    const written = await writeAndHash({ input, reopen, prepared, draft, hashers, turn: parts.turn });
    const sm3Before = inputHashOf(written);
    await document.expectUnchanged(sm3Before);
    await use.prepared({ sm3Before, page: null, pages: null }, { accepted: examined.accepted });
    return { ...examined, stage: 'prepared', signedAt, draft, written };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

function layOut(
  input: OpenFile,
  { order: { field, format, reason, chain }, certificate }: Pick<Examined, 'order' | 'certificate'>,
  signedAt: Date,
  { random, timeStamp }: SigningParts,
): PreparedSignature {
  const certificates = [certificate.raw, ...chain].reduce((sum, each) => sum + each.length, 0);
  return prepareSignature(openPdf(input), {
    ...{ field, format },
    name: certificate.subject.commonName,
    signedAt,
    random,
    reservedLength: STRUCTURE_LENGTH + certificates + (timeStamp === null ? 0 : TIME_STAMP_LENGTH),
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Uses the key. The value is checked against the certificate before it is used. */
async function sign(prepared: Prepared, pin: Uint8Array, parts: SigningParts): Promise<Signed> {
  const { order, certificate, key, signedAt, written } = prepared;
  const { address, format } = order;
  const { signedAttributes, value } = await signAttributes(
    {
      ...{ certificate, key, address, pin, contentHash: written.digested.dataHash },
      signedAt: format === 'cades' ? null : signedAt,
    },
    parts,
  );
  return { ...prepared, stage: 'signed', signedAttributes, signature: signatureOctets(key.kind, value) };
}

/** Asks for a trusted time over the signature. Its failure is no obstacle: see {@link stampDigest}. */
async function stamp(signed: Signed, { engine, timeStamp }: SigningParts): Promise<Stamped> {
  const stamped = await stampDigest(engine.sm3(signed.signature), timeStamp ?? undefined);
  return { ...signed, stage: 'stamped', ...stamped };
}

/** Embeds the signature, adds what it rests on if that was asked for, and gives the file its name. */
async function publish(stamped: Stamped, parts: SigningParts): Promise<SignedFile> {
  const { order, key, certificate: signer, signedAt, draft, written, token, trustedTime } = stamped;
  const { signedAttributes, signature } = stamped;
  const { chain } = order;
  const { kind } = key;
  const value = encodeSignedData({ signer, chain, kind, signedAttributes, signature, timeStamp: token });
  const embedded = embed(draft, written, value);
  const { bytes, validationData } = await validationUpdate(readBack(draft, written), parts);
  const published = publishEmbedded(draft, embedded, bytes);
  return {
    path: order.outputPath,
    field: written.digested.prepared.fieldName,
    signedAt: signedAt.toISOString(),
    sm3Before: inputHashOf(written),
    ...published,
    ...{ trustedTime, validationData },
  };
}

/** Writes an update with what the signed document rests on. The signature is worth keeping if it cannot be had. */
async function validationUpdate(
  signed: ByteSource,
  { validationData, random }: SigningParts,
): Promise<{ readonly bytes: Uint8Array; readonly validationData: ValidationData }> {
  if (validationData === null) return { bytes: new Uint8Array(), validationData: { state: 'notAsked' } };
  const found = await resultOf(async () => {
    const store = await validationData(signed);
    return { store, bytes: securityStoreUpdate(openPdf(signed), store, random) };
  });
  if (!found.ok) return { bytes: new Uint8Array(), validationData: { state: 'missing', error: found.error } };
  const { store, bytes } = found.value;
  const { certificates, revocationLists, ocspResponses } = store;
  const counts = {
    ...{ certificates: certificates.length, revocationLists: revocationLists.length },
    ocspResponses: ocspResponses.length,
  };
  return { bytes, validationData: { state: 'added', ...counts } };
}
