import { toHex } from '../../../core/bytes/encodings.ts';
import { openOfd } from '../../../core/ofd/package/ofd-package.ts';
import {
  type OfdSealPlace,
  prepareOfdSeal,
  type PreparedOfdSeal,
} from '../../../core/ofd/sealing/prepare-ofd-seal.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from '../../../core/seal/seal-signature.ts';
import { computeZ, messageDigest } from '../../../core/sm/message-signature.ts';
import { CodedError } from '../../../shared/errors.ts';
import { resultOf, type Result } from '../../../shared/result.ts';
import type { Draft, OpenFile } from '../../ports/files.ts';
import type { ByteProgress, PendingSeal, SealedFile, SealPreparation } from '../document-engine.ts';
import { readSigner, type SealingEngine, type SealingPorts, type Signer } from '../sealing-engine.ts';
import { wholeSeconds } from '../signed-draft.ts';
import { endOfdDraft, fileSm3, writeOfdDraft, type WrittenOfdDraft } from './ofd-draft.ts';

/** A seal on an OFD whose places are worked out already: its target is that of pages as seen. */
export interface OfdSealPreparation extends Omit<SealPreparation, 'target' | 'reason' | 'location'> {
  /** In the order of the pages, so that slices follow each other. */
  readonly places: readonly OfdSealPlace[];
  /** Its pages and places as text; null for one place. */
  readonly placesText: string | null;
  /** Locks the document (锁定签章): it takes no seal after this one. */
  readonly locks: boolean;
}

/** A seal from its draft to its publication. The key signs in between. */
interface Pending extends Signer {
  readonly draft: Draft;
  readonly permissions: number;
  readonly written: WrittenOfdDraft;
  readonly prepared: PreparedOfdSeal;
  readonly sm3Before: string;
  readonly tbsSign: Uint8Array;
  readonly digest: Uint8Array;
  readonly outputPath: string;
  readonly signedAt: Date;
  /** True once the draft holds its signature. */
  isWhole: boolean;
}

/** The part of the document engine that seals OFD. */
export interface OfdSealingEngine extends Omit<SealingEngine, 'prepare'> {
  prepare(preparation: OfdSealPreparation, progress: ByteProgress): Promise<Result<PendingSeal>>;
  /** Tells whether a ticket is of this engine. */
  holds(ticket: string): boolean;
}

type OfdSealingPorts = Pick<SealingPorts, 'engine' | 'files' | 'clock' | 'turn'>;

export function createOfdSealingEngine(ports: OfdSealingPorts): OfdSealingEngine {
  const pending = new Map<string, Pending>();
  const waiting = (ticket: string, isWhole: boolean): Pending => {
    const found = pending.get(ticket);
    if (found?.isWhole === isWhole) return found;
    throw new CodedError('CANCELLED', 'no such pending seal');
  };
  let count = 0;
  return {
    holds: (ticket) => pending.has(ticket),
    prepare: (preparation, progress) =>
      resultOf(async () => {
        const { input, over, placesText: places } = preparation;
        const reopen = (): OpenFile =>
          over === undefined ? ports.files.open(input) : draftAsFile(waiting(over, true));
        const prepared = await prepare(ports, preparation, reopen, progress);
        const ticket = `ofd-seal-${String((count += 1))}`;
        pending.set(ticket, prepared);
        const { digest, sm3Before, publicKey, tbsSign: tbs } = prepared;
        const message = { z: computeZ(ports.engine, publicKey), tbs };
        const page = (preparation.places[0]?.page ?? 0) + 1;
        return { ticket, digest, message, sm3Before, page, pages: prepared.prepared.pageCount, places };
      }),
    embed: (ticket, signature, timeStamp) =>
      resultOf(() => {
        const waits = waiting(ticket, false);
        const sealed = embed(ports, waits, signature, timeStamp);
        waits.isWhole = true;
        return sealed;
      }),
    publish: (ticket) =>
      resultOf(() => {
        waiting(ticket, true).draft.publish();
        return null;
      }),
    discard: (ticket) => {
      pending.get(ticket)?.draft.discard();
      pending.delete(ticket);
      return Promise.resolve();
    },
  };
}

/** Reads a draft that nobody else writes to, so that the next seal of the act goes over it. */
function draftAsFile({ draft, permissions }: Pending): OpenFile {
  return { ...draft.asSource(), permissions, unchanged: () => true, close: () => undefined };
}

async function prepare(
  ports: OfdSealingPorts,
  preparation: OfdSealPreparation,
  reopen: () => OpenFile,
  progress: ByteProgress,
): Promise<Pending> {
  const { engine, files, clock, turn } = ports;
  const { outputPath, places, locks, seal } = preparation;
  const input = reopen();
  try {
    const signer = readSigner(preparation);
    const signedAt = wholeSeconds(clock.now());
    const prepared = await prepareOfdSeal(openOfd(input), { places, locks, seal, signedAt }, engine);
    const sm3Before = toHex(await fileSm3(input, engine, turn));
    const draft = files.createDraft(outputPath, input.permissions);
    try {
      const writing = { input, reopen, prepared, draft, signedAt, engine, turn, progress };
      const written = await writeOfdDraft(writing);
      const signing = toSign(ports, signer, prepared, signedAt);
      const { permissions } = input;
      return {
        ...{ draft, permissions, written, prepared, sm3Before, outputPath, signedAt, isWhole: false },
        ...signer,
        ...signing,
      };
    } catch (error) {
      draft.discard();
      throw error;
    }
  } finally {
    input.close();
  }
}

function toSign(
  { engine }: OfdSealingPorts,
  { seal, publicKey }: Signer,
  { dataHash, propertyInfo }: PreparedOfdSeal,
  signedAt: Date,
): Pick<Pending, 'tbsSign' | 'digest'> {
  const version = seal.version === 5 ? 5 : 4;
  const tbsSign = encodeTbsSignV4({ version, seal: seal.raw, signedAt, dataHash, propertyInfo });
  return { tbsSign, digest: messageDigest(engine, publicKey, tbsSign) };
}

/** Ends the draft, once the value is known to be by the key of the certificate. */
function embed(
  { engine }: OfdSealingPorts,
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
  return {
    path: pending.outputPath,
    ...endOfdDraft(draft, written, pending, value),
    sm3Before: pending.sm3Before,
    field: pending.prepared.field,
    signedAt: pending.signedAt.toISOString(),
  };
}
