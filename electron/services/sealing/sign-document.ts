import {
  type SigningKey,
  signingKeyOf,
  tokenDigestInfo,
  verifyTokenSignature,
} from '../../core/cms/standard-signature.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import { encodeSignedAttributes, encodeSignedData } from '../../core/cms/signed-data.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { expectAccepted } from '../../core/preflight/expect-accepted.ts';
import { prepareSignature } from '../../core/signing/prepare-signature.ts';
import { type PreparedSignature } from '../../core/signing/prepared-signature.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { decodeCertificate, type Certificate } from '../../core/x509/certificate.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DocumentExamination } from '../../shared/model/preflight.ts';
import type { PinState } from '../../shared/model/token.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import {
  embedAndPublish,
  inputHashOf,
  wholeSeconds,
  writeAndHash,
  type WrittenDraft,
} from '../documents/signed-draft.ts';
import type { StandardSigningPort, TokenAddress } from '../ports/tokens.ts';
import type { RandomBytes, Clock } from '../ports/clock.ts';
import type { OpenFile, OpenedDocument, FilePort, FileSource, Draft } from '../ports/files.ts';
import { beginUse, certificateOf, type DocumentUse, type Recorder } from '../register/acts-on-record.ts';
import type { CheckpointKey } from '../register/sign-checkpoint.ts';
import { pinRefusal } from '../tokens/pin-life.ts';

export interface SignOrder {
  /** Open; whoever opened it closes it afterwards. */
  readonly document: OpenedDocument;
  readonly outputPath: string;
  readonly address: TokenAddress;
  /** The token's word on its PIN. */
  readonly pinState: PinState;
  /** True when the person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  /** DER of the certificates between it and its root. */
  readonly chain: readonly Uint8Array[];
  /** Name of an empty signature field; null makes a new one. */
  readonly field: string | null;
  readonly reason?: string;
  /** The red findings of the examination that the person accepts by their codes; they go on record. */
  readonly accepted?: readonly string[];
}

export interface SigningParts {
  readonly tokens: StandardSigningPort;
  readonly sha256: Sha256;
  readonly engine: Pick<SmEngine, 'createSm3'>;
  readonly files: FilePort;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
  readonly recorder: Recorder;
  /** Examines the document before it is signed, as before a seal. */
  examine(document: FileSource): Promise<Result<DocumentExamination>>;
  /** Signs the register afterwards: an SM2 key of the same token; null leaves the register unsigned. */
  readonly registerKey: CheckpointKey | null;
}

/** Room in /Contents beside the certificates: attributes, the signature value, a time stamp to come. */
const STRUCTURE_LENGTH = 16 * 1024;

/**
 * Signs one document with an RSA or EC key as readers everywhere know it (`adbe.pkcs7.detached`), without a seal, and
 * writes that down whether it ends well or not. The steps are those of a seal. Everything that can be refused without
 * the key is refused before the PIN is used.
 * @param pin the caller zeroes it afterwards
 */
export async function signDocument(
  order: SignOrder,
  pin: Uint8Array,
  parts: SigningParts,
): Promise<Result<SealedFile>> {
  const { document, outputPath, certificate, address } = order;
  const facts = { certificate: certificateOf(certificate), tokenSerial: address.serial };
  const use = beginUse('sign', { facts, inputPath: document.file.path, outputPath }, parts.recorder);
  let accepted: readonly string[] | null = null;
  const outcome = await resultOf(async () => {
    const admitted = admit(order);
    const { findings } = unwrap(await parts.examine(document.file));
    const needed = expectAccepted(findings, order.accepted ?? []);
    accepted = needed.length === 0 ? null : needed;
    const prepared = await prepare(admitted, parts, use, accepted);
    try {
      return publish(await sign(prepared, pin, parts));
    } finally {
      prepared.draft.discard();
      prepared.written.password?.fill(0);
    }
  });
  await use.end(outcome, { accepted }, outcome.ok ? parts.registerKey : null);
  return outcome;
}

/** The token takes a PIN, and the certificate is one for signatures. */
interface Admitted {
  readonly stage: 'admitted';
  readonly order: SignOrder;
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** The document is written but for its signature. */
interface Prepared extends Omit<Admitted, 'stage'> {
  readonly stage: 'prepared';
  readonly signedAt: Date;
  readonly draft: Draft;
  readonly written: WrittenDraft;
}

/** The key has signed, and the value fits its certificate. */
interface Signed extends Omit<Prepared, 'stage'> {
  readonly stage: 'signed';
  /** DER of CMS SignedData, for /Contents */
  readonly value: Uint8Array;
}

function admit(order: SignOrder): Admitted {
  const refusal = pinRefusal(order.pinState, order.lastTryConfirmed === true);
  if (refusal !== null) throw new CodedError(refusal.code);
  const certificate = decodeCertificate(order.certificate);
  const key = signingKeyOf(certificate.publicKey);
  if (!allowsSignatures(certificate.keyUsage)) {
    throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'its usage forbids it');
  }
  return { stage: 'admitted', order, certificate, key };
}

async function prepare(
  admitted: Admitted,
  parts: SigningParts,
  use: DocumentUse,
  accepted: readonly string[] | null,
): Promise<Prepared> {
  const { document, outputPath } = admitted.order;
  await document.expectUnchanged(null);
  const input = parts.files.open(document.file);
  const signedAt = wholeSeconds(parts.clock.now());
  const prepared = layOut(input, admitted, signedAt, parts.random);
  const draft = parts.files.createDraft(outputPath, input.permissions);
  try {
    const file = await parts.engine.createSm3();
    const hashers = { signed: await parts.sha256.createHasher(), file };
    const written = await writeAndHash({ input, prepared, draft, hashers, turn: parts.turn });
    const sm3Before = inputHashOf(written);
    await document.expectUnchanged(sm3Before);
    await use.prepared({ sm3Before, page: null, pages: null }, { accepted });
    return { ...admitted, stage: 'prepared', signedAt, draft, written };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

function layOut(
  input: OpenFile,
  { order: { field, reason, chain }, certificate }: Admitted,
  signedAt: Date,
  random: RandomBytes,
): PreparedSignature {
  const certificates = [certificate.raw, ...chain].reduce((sum, each) => sum + each.length, 0);
  return prepareSignature(openPdf(input), {
    field,
    name: certificate.subject.commonName,
    signedAt,
    random,
    reservedLength: STRUCTURE_LENGTH + certificates,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Uses the key. The value is checked against the certificate before it is used. */
async function sign(prepared: Prepared, pin: Uint8Array, { tokens, sha256 }: SigningParts): Promise<Signed> {
  const { order, certificate, key, signedAt, written } = prepared;
  const { kind } = key;
  const certificateHash = sha256.hash(certificate.raw);
  const contentHash = written.digested.dataHash;
  const signedAttributes = encodeSignedAttributes({ contentHash, certificateHash, signedAt });
  const hash = sha256.hash(signedAttributes);
  const input = kind === 'rsa' ? tokenDigestInfo(hash) : hash;
  const request = { ...order.address, certificate: certificate.raw, kind, input, pin };
  const signature = unwrap(await tokens.signStandard(request));
  if (!verifyTokenSignature(key, hash, signature)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  const { chain } = order;
  const value = encodeSignedData({ signer: certificate, chain, kind, signedAttributes, signature });
  return { ...prepared, stage: 'signed', value };
}

function publish({ order, signedAt, draft, written, value }: Signed): SealedFile {
  return {
    path: order.outputPath,
    field: written.digested.prepared.fieldName,
    signedAt: signedAt.toISOString(),
    sm3Before: inputHashOf(written),
    ...embedAndPublish(draft, written, value),
  };
}
