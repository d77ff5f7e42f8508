import { encodeDigestInfo } from '../../core/cms/digest-info.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import { encodeSignedAttributes } from '../../core/cms/signed-attributes.ts';
import { encodeSignedData } from '../../core/cms/signed-data.ts';
import { type StandardKey, standardKeyOf } from '../../core/cms/standard-key.ts';
import { verifyStandard } from '../../core/cms/verify-standard.ts';
import { openPdf } from '../../core/pdf/index.ts';
import { type PreparedSignature, prepareSignature } from '../../core/signing/index.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { type Certificate, decodeCertificate } from '../../core/x509/certificate.ts';
import { allowsSignatures } from '../../core/x509/key-usage.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token-info.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import {
  DOCUMENT_ID_LENGTH,
  embedAndPublish,
  inputHashOf,
  wholeSeconds,
  writeAndHash,
  type WrittenDraft,
} from '../documents/signed-draft.ts';
import type {
  Clock,
  Draft,
  FilePort,
  OpenFile,
  RandomBytes,
  StandardSigningPort,
  TokenAddress,
} from '../ports.ts';
import { pinRefusal } from '../tokens/pin-guard.ts';

export interface SignRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly address: TokenAddress;
  /** What the token tells of the PIN. */
  readonly pinState: PinState;
  /** The person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  /** DER of the certificates between it and its root. */
  readonly chain: readonly Uint8Array[];
  /** Name of an empty signature field; null makes a new one. */
  readonly field: string | null;
  readonly reason?: string;
  /** Told the SM3 of the input, hexadecimal, before the key is used. */
  readonly onPrepared?: (sm3Before: string) => Promise<void>;
}

export interface SignPorts {
  readonly tokens: StandardSigningPort;
  readonly sha256: Sha256;
  readonly engine: Pick<SmEngine, 'createSm3'>;
  readonly files: FilePort;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
}

/** Room in /Contents beside the certificates: attributes, the signature value, a time stamp to come. */
const STRUCTURE_LENGTH = 16 * 1024;

interface Signer {
  readonly certificate: Certificate;
  readonly key: StandardKey;
}

/**
 * Signs one document with an RSA or EC key as readers everywhere know it (`adbe.pkcs7.detached`). The stages
 * are those of a seal, and what can be refused without the key is refused before the PIN is used.
 * @param pin the caller zeroes it afterwards
 */
export function signDocument(
  request: SignRequest,
  pin: Uint8Array,
  ports: SignPorts,
): Promise<Result<SealedFile>> {
  return resultOf(async () => {
    const refusal = pinRefusal(request.pinState, request.lastTryConfirmed === true);
    if (refusal !== null) throw new CodedError(refusal.code);
    const signer = readSigner(request.certificate);
    const input = ports.files.open(request.inputPath);
    try {
      const signedAt = wholeSeconds(ports.clock.now());
      const prepared = layOut(input, request, signer, signedAt, ports.random);
      const draft = ports.files.createDraft(request.outputPath, input.permissions);
      try {
        const file = await ports.engine.createSm3();
        const hashers = { signed: await ports.sha256.createHasher(), file };
        const written = await writeAndHash({ input, prepared, draft, hashers, turn: ports.turn });
        const sm3Before = inputHashOf(written);
        await request.onPrepared?.(sm3Before);
        const published = await finish({ request, signer, signedAt, draft, written }, pin, ports);
        const { fieldName: field } = prepared;
        return {
          path: request.outputPath,
          field,
          signedAt: signedAt.toISOString(),
          sm3Before,
          ...published,
        };
      } finally {
        draft.discard();
      }
    } finally {
      input.close();
    }
  });
}

function readSigner(der: Uint8Array): Signer {
  const certificate = decodeCertificate(der);
  const key = standardKeyOf(certificate.publicKey);
  if (!allowsSignatures(certificate.keyUsage))
    throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'its usage forbids it');
  return { certificate, key };
}

function layOut(
  input: OpenFile,
  { field, reason, chain }: SignRequest,
  { certificate }: Signer,
  signedAt: Date,
  random: RandomBytes,
): PreparedSignature {
  const certificates = [certificate.raw, ...chain].reduce((sum, each) => sum + each.length, 0);
  return prepareSignature(openPdf(input), {
    field,
    name: certificate.subject.commonName,
    signedAt,
    documentId: random(DOCUMENT_ID_LENGTH),
    reservedLength: STRUCTURE_LENGTH + certificates,
    ...(reason === undefined ? {} : { reason }),
  });
}

interface Signing {
  readonly request: SignRequest;
  readonly signer: Signer;
  readonly signedAt: Date;
  readonly draft: Draft;
  readonly written: WrittenDraft;
}

/** The value is checked against the certificate before it is used. */
async function finish(
  { request, signer, signedAt, draft, written }: Signing,
  pin: Uint8Array,
  { tokens, sha256 }: SignPorts,
): Promise<ReturnType<typeof embedAndPublish>> {
  const { certificate, key } = signer;
  const certificateHash = sha256.hash(certificate.raw);
  const signedAttributes = encodeSignedAttributes({
    contentHash: written.digested.dataHash,
    certificateHash,
    signedAt,
  });
  const hash = sha256.hash(signedAttributes);
  const { kind } = key;
  const signed = await tokens.signStandard(
    {
      ...request.address,
      certificate: certificate.raw,
      kind,
      input: kind === 'rsa' ? encodeDigestInfo(hash) : hash,
    },
    pin,
  );
  if (!signed.ok) throw new CodedError(signed.error.code, 'the token did not sign', signed.error.details);
  const signature = signed.value;
  if (!verifyStandard(key, hash, signature)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  const { chain } = request;
  const value = encodeSignedData({ signer: certificate, chain, kind, signedAttributes, signature });
  return embedAndPublish(draft, written, value);
}
