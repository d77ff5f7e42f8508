import { isOfd } from '../../core/pdf/other-formats.ts';
import { placesText } from '../../core/signing/places-text.ts';
import { decodeSeal, type Seal } from '../../core/seal/seal.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from '../../core/seal/seal-signature.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ, messageDigest } from '../../core/sm/message-signature.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { ByteProgress, PendingSeal, SealedFile, SealPreparation } from './document-engine.ts';
import type { Draft, FileSource, OpenFile } from '../ports/files.ts';
import type { SignedMessage } from '../ports/tokens.ts';
import { writeSealIntoOfd } from './ofd/write-seal-into-ofd.ts';
import { wholeSeconds } from './signed-draft.ts';
import type { SealingPorts } from './sealing-ports.ts';
import { writeSealIntoPdf } from './write-seal-into-pdf.ts';
import type { WrittenSeal } from './write-seal.ts';

/** A seal from its draft to its publication. The key signs in between. */
interface Pending extends Pick<PendingSeal, 'places'> {
  readonly draft: Draft;
  /** Of the document that it was made from. */
  readonly permissions: number;
  readonly written: WrittenSeal;
  readonly tbsSign: Uint8Array;
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly outputPath: string;
  readonly signedAt: Date;
  /** True once the draft holds its signature. */
  isWhole: boolean;
}

/** The part of the document engine that seals. */
export interface SealingEngine {
  prepare(preparation: SealPreparation, progress: ByteProgress): Promise<Result<PendingSeal>>;
  embed(ticket: string, signature: Uint8Array, timeStamp: Uint8Array | null): Promise<Result<SealedFile>>;
  publish(ticket: string): Promise<Result<null>>;
  discard(ticket: string): Promise<void>;
}

export function createSealingEngine(ports: SealingPorts): SealingEngine {
  const pending = new Map<string, Pending>();
  const waiting = (ticket: string, isWhole: boolean): Pending => {
    const found = pending.get(ticket);
    if (found?.isWhole === isWhole) return found;
    throw new CodedError('CANCELLED', 'no such pending seal');
  };
  const discard = (ticket: string): void => {
    pending.get(ticket)?.draft.discard();
    pending.get(ticket)?.written.forget();
    pending.delete(ticket);
  };
  let count = 0;
  return {
    prepare: (preparation, progress) =>
      resultOf(async () => {
        const { input, over } = preparation;
        const reopen = (): OpenFile =>
          over === undefined ? ports.files.open(input) : draftAsFile(waiting(over, true));
        const prepared = await prepare(ports, preparation, { reopen, textSource: input }, progress);
        const ticket = `seal-${(count += 1)}`;
        pending.set(ticket, prepared);
        const { digest, places } = prepared;
        const { page, pages, sm3Before } = prepared.written;
        const message = messageOf(ports.engine, prepared);
        return { ticket, digest, message, sm3Before, page, pages, places };
      }),
    embed: (ticket, signature, timeStamp) =>
      resultOf(async () => {
        const waits = waiting(ticket, false);
        const sealed = await embedSeal(ports.engine, waits, signature, timeStamp);
        waits.isWhole = true;
        return sealed;
      }),
    publish: (ticket) =>
      resultOf(() => {
        waiting(ticket, true).draft.publish();
        return null;
      }),
    discard: (ticket) => Promise.resolve(discard(ticket)),
  };
}

/** The draft of a seal, over which the next one goes. It stays open until its seal is discarded. */
function draftAsFile({ written, permissions }: Pending): OpenFile {
  return { ...written.readBack(), permissions, unchanged: () => true, close: () => undefined };
}

interface Signer {
  readonly seal: Seal;
  readonly certificate: Uint8Array;
  /** 04 ‖ x ‖ y */
  readonly publicKey: Uint8Array;
}

function messageOf(engine: SmEngine, { publicKey, tbsSign }: Pending): SignedMessage {
  return { z: computeZ(engine, publicKey), tbs: tbsSign };
}

/** Reads seal and certificate. Only a certificate for signing (签名证书) signs, and only seals of the present standards. */
function readSigner(preparation: SealPreparation): Signer {
  const certificate = decodeCertificate(preparation.certificate);
  const publicKey = certificate.publicKey.sm2;
  if (publicKey === null || !allowsSignatures(certificate.keyUsage)) {
    throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'not an SM2 key for signatures');
  }
  const seal = decodeSeal(preparation.seal);
  if (seal.version === 1) throw new CodedError('SEAL_VERSION_UNSUPPORTED', 'a seal of GM/T 0031-2014');
  return { seal, certificate: preparation.certificate, publicKey };
}

/** What a seal goes over: the document, or the draft with the seal before it, which has the words of the document. */
interface PreparedOver {
  readonly reopen: () => OpenFile;
  readonly textSource: FileSource;
}

async function prepare(
  ports: SealingPorts,
  preparation: SealPreparation,
  { reopen, textSource }: PreparedOver,
  progress: ByteProgress,
): Promise<Pending> {
  const input = reopen();
  try {
    const signer = readSigner(preparation);
    const signedAt = wholeSeconds(ports.clock.now());
    const write = isOfd(input) ? writeSealIntoOfd : writeSealIntoPdf;
    const order = { preparation, seal: signer.seal, signedAt, input, reopen, textSource, progress };
    const { draft, written } = await write(order, ports);
    const signing = toSign(ports.engine, preparation, signer, signedAt, written);
    const { target } = preparation;
    const places = target.kind === 'list' ? placesText(target, written.pages) : null;
    return { draft, permissions: input.permissions, written, places, ...signing, isWhole: false };
  } finally {
    input.close();
  }
}

function toSign(
  engine: SmEngine,
  { outputPath }: SealPreparation,
  { seal, certificate, publicKey }: Signer,
  signedAt: Date,
  { dataHash, propertyInfo }: WrittenSeal,
): Pick<Pending, 'tbsSign' | 'digest' | 'certificate' | 'publicKey' | 'outputPath' | 'signedAt'> {
  const version = seal.version === 5 ? 5 : 4;
  const tbsSign = encodeTbsSignV4({ version, seal: seal.raw, signedAt, dataHash, propertyInfo });
  const digest = messageDigest(engine, publicKey, tbsSign);
  return { tbsSign, digest, certificate, publicKey, outputPath, signedAt };
}

/**
 * Ends the draft. It checks the value against the certificate first, so that a module that signs something else is
 * found out here and not by the counterparty.
 */
async function embedSeal(
  engine: SmEngine,
  pending: Pending,
  signature: Uint8Array,
  timeStamp: Uint8Array | null,
): Promise<SealedFile> {
  const { written, tbsSign, certificate } = pending;
  if (!engine.verifyDigest(pending.digest, signature, pending.publicKey)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  const stamp = timeStamp === null ? {} : { timeStamp };
  const value = encodeSealSignatureV4({ tbsSign, signerCertificate: certificate, signature, ...stamp });
  return {
    path: pending.outputPath,
    ...(await written.embed(value)),
    sm3Before: written.sm3Before,
    field: written.field,
    signedAt: pending.signedAt.toISOString(),
  };
}
