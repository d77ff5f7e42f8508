import type { ByteSource } from '../core/bytes/byte-source.ts';
import { equalBytes } from '../core/bytes/equal.ts';
import { openPdf, signatureFields } from '../core/pdf/index.ts';
import { decodeSeal, encodeSealSignatureV4, encodeTbsSignV4, type Seal } from '../core/seal/index.ts';
import {
  digestInSteps,
  embedSignature,
  prepareSeal,
  reservedSignatureLength,
  type DigestedSeal,
  type PreparedSeal,
} from '../core/signing/index.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { messageDigest } from '../core/sm/signer-identity.ts';
import { decodeCertificate } from '../core/x509/certificate.ts';
import { CodedError } from '../shared/errors.ts';
import { resultOf, type Result } from '../shared/result.ts';
import type { ByteProgress, PendingSeal, SealedFile, SealPreparation } from './document-engine.ts';
import type { Clock, Draft, FilePort, OpenFile, RandomBytes } from './ports.ts';

export interface SealingPorts {
  readonly engine: SmEngine;
  readonly files: FilePort;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
}

/** Everything between the two halves of sealing, while the key signs. */
interface Pending {
  readonly draft: Draft;
  readonly digested: DigestedSeal;
  readonly tbsSign: Uint8Array;
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly outputPath: string;
  readonly signedAt: Date;
}

/** `prepare`, `complete` and `discard` of the document engine, over ports. */
export interface SealingEngine {
  prepare(preparation: SealPreparation, progress: ByteProgress): Promise<Result<PendingSeal>>;
  complete(ticket: string, signature: Uint8Array): Promise<Result<SealedFile>>;
  discard(ticket: string): Promise<void>;
}

export function createSealingEngine(ports: SealingPorts): SealingEngine {
  const pending = new Map<string, Pending>();
  const discard = (ticket: string): void => {
    pending.get(ticket)?.draft.discard();
    pending.delete(ticket);
  };
  let count = 0;
  return {
    prepare: (preparation, progress) =>
      resultOf(async () => {
        const prepared = await prepare(ports, preparation, progress);
        const ticket = `seal-${(count += 1)}`;
        pending.set(ticket, prepared);
        return { ticket, digest: prepared.digest };
      }),
    complete: (ticket, signature) =>
      resultOf(() => {
        const waiting = pending.get(ticket);
        if (waiting === undefined) throw new CodedError('CANCELLED', 'no such pending seal');
        try {
          return complete(ports.engine, waiting, signature);
        } finally {
          discard(ticket);
        }
      }),
    discard: (ticket) => Promise.resolve(discard(ticket)),
  };
}

interface Signer {
  readonly seal: Seal;
  readonly certificate: Uint8Array;
  /** 04 ‖ x ‖ y */
  readonly publicKey: Uint8Array;
}

/** propertyInfo must name what is protected: all of the file but the signature value itself. */
const PROTECTED_RANGE = '/ByteRange';

const DOCUMENT_ID_LENGTH = 16;

function readSigner(preparation: SealPreparation): Signer {
  const publicKey = decodeCertificate(preparation.certificate).publicKey.sm2;
  if (publicKey === null) throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'not an SM2 key');
  return { seal: decodeSeal(preparation.seal), certificate: preparation.certificate, publicKey };
}

async function prepare(
  ports: SealingPorts,
  preparation: SealPreparation,
  progress: ByteProgress,
): Promise<Pending> {
  const signer = readSigner(preparation);
  const input = ports.files.open(preparation.inputPath);
  try {
    const signedAt = wholeSeconds(ports.clock.now());
    const prepared = layOut(input, preparation, signer, signedAt, ports.random);
    const draft = ports.files.createDraft(preparation.outputPath, input.permissions);
    try {
      const digested = await writeAndHash(ports, input, prepared, draft, progress);
      return { draft, digested, ...toSign(ports.engine, preparation, signer, signedAt, digested) };
    } catch (error) {
      draft.discard();
      throw error;
    }
  } finally {
    input.close();
  }
}

function layOut(
  input: OpenFile,
  preparation: SealPreparation,
  { seal, certificate }: Signer,
  signedAt: Date,
  random: RandomBytes,
): PreparedSeal {
  const { target, reason, location } = preparation;
  return prepareSeal(openPdf(input), {
    target,
    picture: seal.picture,
    name: seal.property.name,
    signedAt,
    documentId: random(DOCUMENT_ID_LENGTH),
    reservedLength: reservedSignatureLength(preparation.seal.length, certificate.length),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
  });
}

async function writeAndHash(
  { engine, turn }: SealingPorts,
  input: OpenFile,
  prepared: PreparedSeal,
  draft: Draft,
  progress: ByteProgress,
): Promise<DigestedSeal> {
  const steps = digestInSteps(input, prepared, draft, await engine.createSm3());
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      if (!input.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was read');
      return step.value;
    }
    progress(step.value, input.size);
    await turn();
  }
}

function toSign(
  engine: SmEngine,
  { seal, outputPath }: SealPreparation,
  { certificate, publicKey }: Signer,
  signedAt: Date,
  { dataHash }: DigestedSeal,
): Omit<Pending, 'draft' | 'digested'> {
  const tbsSign = encodeTbsSignV4({ seal, signedAt, dataHash, propertyInfo: PROTECTED_RANGE });
  const digest = messageDigest(engine, publicKey, tbsSign);
  return { tbsSign, digest, certificate, publicKey, outputPath, signedAt };
}

/**
 * The second half: the value is checked against the certificate before it is used, so that a module that signs
 * something else is found out here and not by the counterparty.
 */
function complete(engine: SmEngine, pending: Pending, signature: Uint8Array): SealedFile {
  const { draft, digested, tbsSign, certificate } = pending;
  if (!engine.verifyDigest(pending.digest, signature, pending.publicKey)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  const value = encodeSealSignatureV4({ tbsSign, signerCertificate: certificate, signature });
  const patch = embedSignature(digested, value);
  draft.writeAt(patch.offset, patch.bytes);
  const written = draft.asSource();
  expectReadBack(written, digested.prepared, value);
  draft.publish();
  return {
    path: pending.outputPath,
    size: written.size,
    field: digested.prepared.fieldName,
    signedAt: pending.signedAt.toISOString(),
  };
}

/**
 * Reads the draft again as a stranger would before it gets its name. The original's bytes were hashed as they
 * were written; what is looked at here is that the file opens and that the new field holds this very value.
 */
function expectReadBack(written: ByteSource, prepared: PreparedSeal, value: Uint8Array): void {
  const field = signatureFields(openPdf(written)).find(({ name }) => name === prepared.fieldName);
  const contents = field?.signature?.contents?.bytes?.subarray(0, value.length);
  const range = field?.signature?.byteRange?.tokens?.map(Number);
  const intact =
    range?.join() === prepared.byteRange.join() && contents !== undefined && equalBytes(contents, value);
  if (!intact) throw new CodedError('OUTPUT_CHECK_FAILED', 'the written file does not read back');
}

/** GeneralizedTime and PDF dates carry whole seconds. */
function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
