import { openPdf } from '../../core/pdf/open-pdf.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import { prepareArchiveStamp } from '../../core/signing/prepare-archive-stamp.ts';
import { decodeTimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import { findAuthority } from '../../core/timestamp/judge-time-stamp.ts';
import { archiveEvidence } from '../../core/verification/archive-evidence.ts';
import {
  sealSignatureOf,
  type SignatureContext,
  type VerificationInputs,
} from '../../core/verification/evidence/context.ts';
import { signatureContexts } from '../../core/verification/signature-contexts.ts';
import { verifyPdf } from '../../core/verification/verify.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { Draft, OpenFile } from '../ports/files.ts';
import type {
  ArchivedFile,
  ArchiveNeeds,
  ArchivePreparation,
  DocumentEngine,
  PendingArchive,
} from './document-engine.ts';
import type { SealingPorts } from './sealing-ports.ts';
import { embedAndPublish, inputHashOf, writeAndHash, type WrittenDraft } from './signed-draft.ts';
import type { EvidenceSource } from './verdict-evidence.ts';
import { withFile } from './with-file.ts';

export interface ArchivePorts extends SealingPorts {
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly readTrust: (folder: string) => TrustStore;
  readonly evidence: EvidenceSource;
}

/** A document that is written but for its archive time stamp. */
interface Pending {
  readonly draft: Draft;
  readonly written: WrittenDraft;
  readonly outputPath: string;
  readonly trustFolder: string;
}

/** The part of the document engine that gives archive time stamps (归档时间戳). */
export function createArchiveEngine(
  ports: ArchivePorts,
): Pick<DocumentEngine, 'archiveNeeds' | 'prepareArchive' | 'completeArchive' | 'discardArchive'> {
  const pending = new Map<string, Pending>();
  let count = 0;
  const discard = (ticket: string): void => {
    pending.get(ticket)?.draft.discard();
    pending.get(ticket)?.written.password?.fill(0);
    pending.delete(ticket);
  };
  return {
    archiveNeeds: (source, trustFolder) =>
      resultOf(() => withFile(source, ports, (file) => needsOf(file, trustFolder, ports))),
    prepareArchive: (preparation) =>
      resultOf(() =>
        withFile(preparation.input, ports, async (file): Promise<PendingArchive> => {
          const waiting = await prepare(file, preparation, ports);
          const ticket = `archive-${(count += 1)}`;
          pending.set(ticket, waiting);
          const { written } = waiting;
          return { ticket, digest: written.digested.dataHash, sm3Before: inputHashOf(written) };
        }),
      ),
    completeArchive: (ticket, token): Promise<Result<ArchivedFile>> =>
      resultOf(() => {
        const waiting = pending.get(ticket);
        if (waiting === undefined) throw new CodedError('CANCELLED', 'no such pending archive stamp');
        try {
          return complete(waiting, token, ports);
        } finally {
          discard(ticket);
        }
      }),
    discardArchive: (ticket) => Promise.resolve(discard(ticket)),
  };
}

async function inputsFor(trustFolder: string, ports: ArchivePorts): Promise<VerificationInputs> {
  const { engine, clock, readTrust, evidence } = ports;
  return { engine, now: clock.now(), trust: readTrust(trustFolder), ...(await evidence(trustFolder)) };
}

/** An archive stamp proves what is known now for the years to come, so that only a valid document is given one. */
async function needsOf(file: OpenFile, trustFolder: string, ports: ArchivePorts): Promise<ArchiveNeeds> {
  if (isOfd(file)) throw new CodedError('OFD_NO_ARCHIVE_STAMP', 'an OFD');
  const contexts: SignatureContext[] = [];
  const inputs = await inputsFor(trustFolder, ports);
  const { verdict, error } = await verifyPdf(file, {
    ...inputs,
    onGathered: (context) => contexts.push(context),
  });
  if (error !== undefined) throw new CodedError(error.code, error.code, error.details);
  if (verdict !== 'valid') throw new CodedError('ARCHIVE_STAMP_NOT_VALID', verdict, { verdict });
  const seals = contexts.flatMap((context) => {
    const signature = sealSignatureOf(context);
    if (signature === null) return [];
    const { seal, signerCertificate: certificate } = signature;
    return [{ esId: seal.esId, name: seal.property.name, certificate }];
  });
  return { seals };
}

async function prepare(
  file: OpenFile,
  { input, outputPath, trustFolder, token, statements }: ArchivePreparation,
  ports: ArchivePorts,
): Promise<Pending> {
  const reopen = (): OpenFile => ports.files.open(input);
  const inputs = await inputsFor(trustFolder, ports);
  const { contexts } = await signatureContexts(file, inputs);
  const evidence = archiveEvidence(contexts, token, statements, inputs);
  const prepared = prepareArchiveStamp(openPdf(file), evidence, ports.random);
  const draft = ports.files.createDraft(outputPath, file.permissions);
  try {
    const sm3 = await ports.engine.createSm3();
    const hashers = { signed: sm3, file: sm3 };
    const written = await writeAndHash({ input: file, reopen, prepared, draft, hashers, turn: ports.turn });
    return { draft, written, outputPath, trustFolder };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

function complete(
  { draft, written, outputPath, trustFolder }: Pending,
  der: Uint8Array,
  { readTrust }: ArchivePorts,
): ArchivedFile {
  const token = decodeTimeStampToken(der);
  const authority = findAuthority(token, readTrust(trustFolder));
  const published = embedAndPublish(draft, written, der);
  return {
    path: outputPath,
    ...published,
    sm3Before: inputHashOf(written),
    field: written.digested.prepared.fieldName,
    stampedAt: token.info.stampedAt.toISOString(),
    renewBy: authority?.notAfter.toISOString() ?? null,
  };
}
