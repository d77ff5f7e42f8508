import { openPdf } from '../../core/pdf/open-pdf.ts';
import { decodeSeal, type Seal } from '../../core/seal/seal.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from '../../core/seal/seal-signature.ts';
import { prepareSeal, type PreparedSeal } from '../../core/signing/prepare-seal.ts';
import { placesText } from '../../core/signing/places-text.ts';
import { reservedSignatureLength } from '../../core/signing/seal-request.ts';
import { type DigestedSignature } from '../../core/signing/prepared-signature.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ, messageDigest } from '../../core/sm/message-signature.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { ByteProgress, PendingSeal, SealedFile, SealPreparation } from './document-engine.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { Draft, FilePort, FileSource, OpenFile } from '../ports/files.ts';
import type { PageTextPort } from '../ports/page-text.ts';
import type { SignedMessage } from '../ports/tokens.ts';
import { keywordAnswers } from './plan-seal.ts';
import {
  embed,
  embeddedFile,
  inputHashOf,
  readBack,
  wholeSeconds,
  writeAndHash,
  type WrittenDraft,
} from './signed-draft.ts';

export interface SealingPorts {
  readonly engine: SmEngine;
  readonly files: FilePort;
  readonly pageText: PageTextPort;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
}

/** A seal from its draft to its publication. The key signs in between. */
interface Pending {
  readonly draft: Draft;
  /** Of the document that the act began with. */
  readonly permissions: number;
  /** That document, in which keywords are looked for. */
  readonly textSource: FileSource;
  readonly written: WrittenDraft;
  readonly tbsSign: Uint8Array;
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly outputPath: string;
  readonly signedAt: Date;
  /** The page that the seal stands on, from 1, and how many there are. */
  readonly page: number;
  readonly pages: number;
  /** Null for one place. */
  readonly places: string | null;
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
    pending.get(ticket)?.written.password?.fill(0);
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
        const sm3Before = inputHashOf(prepared.written);
        const { digest, page, pages, places } = prepared;
        const message = messageOf(ports.engine, prepared);
        return { ticket, digest, message, sm3Before, page, pages, places };
      }),
    embed: (ticket, signature, timeStamp) =>
      resultOf(() => {
        const waits = waiting(ticket, false);
        const sealed = embedSeal(ports.engine, waits, signature, timeStamp);
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

/** Reads a draft that nobody else writes to, so that the next seal of the act goes over it. */
function draftAsFile({ draft, written, permissions }: Pending): OpenFile {
  return { ...readBack(draft, written), permissions, unchanged: () => true, close: () => undefined };
}

/** Who seals, and with which seal. */
export interface Signer {
  readonly seal: Seal;
  readonly certificate: Uint8Array;
  /** 04 ‖ x ‖ y */
  readonly publicKey: Uint8Array;
}

function messageOf(engine: SmEngine, { publicKey, tbsSign }: Pending): SignedMessage {
  return { z: computeZ(engine, publicKey), tbs: tbsSign };
}

/** The value of propertyInfo, which names the protected bytes: all of the file but the signature value itself. */
const PROTECTED_RANGE = '/ByteRange';

/** Reads seal and certificate. Only a certificate for signing (签名证书) signs, and only seals of the present standards. */
export function readSigner(preparation: Pick<SealPreparation, 'seal' | 'certificate'>): Signer {
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
    const prepared = await layOut({ file: input, textSource }, preparation, { signer, signedAt }, ports);
    const draft = ports.files.createDraft(preparation.outputPath, input.permissions);
    try {
      const sm3 = await ports.engine.createSm3();
      const hashers = { signed: sm3, file: sm3 };
      const writing = { input, reopen, prepared, draft, hashers, turn: ports.turn, progress };
      const written = await writeAndHash(writing);
      const { target } = preparation;
      const places = target.kind === 'list' ? placesText(target, prepared.pageCount) : null;
      const place = { page: prepared.pageIndex + 1, pages: prepared.pageCount, places };
      const signing = toSign(ports.engine, preparation, signer, signedAt, written.digested);
      const { permissions } = input;
      return { draft, permissions, textSource, written, ...place, ...signing, isWhole: false };
    } catch (error) {
      draft.discard();
      throw error;
    }
  } finally {
    input.close();
  }
}

async function layOut(
  { file, textSource }: { readonly file: OpenFile; readonly textSource: FileSource },
  preparation: SealPreparation,
  { signer: { seal, certificate }, signedAt }: { readonly signer: Signer; readonly signedAt: Date },
  { pageText, random }: SealingPorts,
): Promise<PreparedSeal> {
  const { target, reason, location } = preparation;
  const document = openPdf(file);
  const keywords = await keywordAnswers(textSource, document, target, { pageText, isComplete: false });
  return prepareSeal(document, {
    target,
    keywords,
    picture: seal.picture,
    name: seal.property.name,
    signedAt,
    random,
    reservedLength: reservedSignatureLength(preparation.seal.length, certificate.length),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
  });
}

function toSign(
  engine: SmEngine,
  { outputPath }: SealPreparation,
  { seal, certificate, publicKey }: Signer,
  signedAt: Date,
  { dataHash }: DigestedSignature,
): Pick<Pending, 'tbsSign' | 'digest' | 'certificate' | 'publicKey' | 'outputPath' | 'signedAt'> {
  const version = seal.version === 5 ? 5 : 4;
  const tbsSign = encodeTbsSignV4({
    version,
    seal: seal.raw,
    signedAt,
    dataHash,
    propertyInfo: PROTECTED_RANGE,
  });
  const digest = messageDigest(engine, publicKey, tbsSign);
  return { tbsSign, digest, certificate, publicKey, outputPath, signedAt };
}

/**
 * Ends the draft. It checks the value against the certificate first, so that a module that signs something else is
 * found out here and not by the counterparty.
 */
function embedSeal(
  engine: SmEngine,
  pending: Pending,
  signature: Uint8Array,
  timeStamp: Uint8Array | null,
): SealedFile {
  const { draft, written, tbsSign, certificate } = pending;
  if (!engine.verifyDigest(pending.digest, signature, pending.publicKey)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  const stamp = timeStamp === null ? {} : { timeStamp };
  const value = encodeSealSignatureV4({ tbsSign, signerCertificate: certificate, signature, ...stamp });
  const embedded = embeddedFile(draft, embed(draft, written, value), new Uint8Array());
  return {
    path: pending.outputPath,
    ...embedded,
    sm3Before: inputHashOf(written),
    field: written.digested.prepared.fieldName,
    signedAt: pending.signedAt.toISOString(),
  };
}
