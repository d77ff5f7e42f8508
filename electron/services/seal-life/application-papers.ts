import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { chineseDay } from '../../core/policy/policies.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { type ApplicationPaperKind, missingPapers } from '../../shared/model/application-papers.ts';
import type { KnownSeal } from '../../shared/model/loss-report.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';
import { mayWithdrawApplication, type SealApplication } from '../../shared/model/seal-life.ts';
import type { SignatureReport, VerificationReport } from '../../shared/model/verification-report.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { explainedReason } from '../../shared/texts/reason-texts.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import type { PaperStore, ReadPaper } from '../papers/papers.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { NOBODY } from '../register/record-entry.ts';
import type { Records } from '../records/records.ts';
import { keepAnswer, type KeptApplication, paperFolderOf, publicPart } from './applications.ts';
import type {
  ApplicationAnswer,
  CaseKey,
  SealLifePlatform,
  SealLifePlatforms,
} from './seal-life-platform.ts';
import { writtenApplicationSheet } from './written-application.ts';

export interface ApplicationPaperPorts {
  readonly applications: Records<KeptApplication>;
  readonly platforms: SealLifePlatforms;
  readonly papers: PaperStore;
  readonly recorder: Recorder;
  readonly engine: SmEngine;
  /** Verifies a paper that is kept. @param folder of the application */
  verifyPaper(folder: string, paperId: string): Promise<VerificationReport>;
  /** Returns the seals that this computer knows, with their holders. */
  readonly knownSeals: () => Promise<readonly KnownSeal[]>;
  readFonts(): PackedFonts;
}

/** The written application as it was drafted; papers are counted from 1. */
const DRAFT_ID = 'draft';

/**
 * Drafts the written application (书面申请) of an application, once: it is the same however often it is asked for, because
 * the sealed one must begin with it. Fails with the LIFE_ codes and FILE_UNWRITABLE.
 * @returns the PDF that the holder seals
 */
export function draftWrittenApplication(
  number: string,
  ports: ApplicationPaperPorts,
): Promise<Result<Uint8Array>> {
  return resultOf(async () => {
    const kept = await findDraft(number, ports);
    const folder = paperFolderOf(kept);
    const known = await ports.papers.load(folder, DRAFT_ID);
    if (known.ok) return known.value;
    const { platform } = platformOf(kept, ports);
    const { sheetPdf } = await import('../drawn-pages/sheet-pdf.ts');
    const pdf = await sheetPdf(writtenApplicationSheet(kept, platform.name), {
      fonts: ports.readFonts(),
      createdAt: new Date(kept.submittedAt),
      pageLabel: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    });
    unwrap(await ports.papers.keep(folder, DRAFT_ID, pdf));
    return pdf;
  });
}

/**
 * Adds a person's file to an application as a paper. It gets a watermark; a written application stays as it is, since a
 * watermark would break its seal, and is checked to be the draft of this application with a valid seal of the holder.
 * Nothing is sent. Fails with the LIFE_ and RESET_PAPER_ codes, and those of files.
 */
export function addPaper(
  number: string,
  { kind, path }: { readonly kind: ApplicationPaperKind; readonly path: string },
  ports: ApplicationPaperPorts,
): Promise<Result<SealApplication>> {
  return resultOf(async () => {
    const kept = await findDraft(number, ports);
    if (kept.papers.length >= PAPER_LIMITS.papers) {
      const details = { papers: kept.papers.length + 1, most: PAPER_LIMITS.papers };
      throw new CodedError('RESET_PAPER_TOO_LARGE', '', details);
    }
    const paper = unwrap(await ports.papers.read(path));
    const isWritten = kind === 'writtenApplication';
    unwrap(await ports.papers.examine(paper, isWritten));
    const id = nextId(kept);
    const pdf = isWritten
      ? await keepWritten(kept, paper, id, ports)
      : await keepMarked(kept, paper, id, ports);
    const added = { id, kind, name: paper.name, size: pdf.length, sm3: toHex(ports.engine.sm3(pdf)) };
    const next = { ...kept, papers: [...kept.papers, added] };
    await ports.applications.keep(next);
    return publicPart(next);
  });
}

/** Reads a paper of an application as it is sent, PDF. Fails with LIFE_PAPERS_CLOSED when it is handed in, and FILE_NOT_FOUND. */
export function readApplicationPaper(
  number: string,
  paperId: string,
  ports: ApplicationPaperPorts,
): Promise<Result<Uint8Array>> {
  return resultOf(async () => {
    const kept = await findDraft(number, ports);
    const isKnown = kept.papers.some(({ id }) => id === paperId);
    if (!isKnown) throw new CodedError('FILE_NOT_FOUND', paperId);
    return unwrap(await ports.papers.load(paperFolderOf(kept), paperId));
  });
}

/** Takes a paper away from an application that is not handed in. */
export function removePaper(
  number: string,
  paperId: string,
  ports: ApplicationPaperPorts,
): Promise<Result<SealApplication>> {
  return resultOf(async () => {
    const kept = await findDraft(number, ports);
    const next = { ...kept, papers: kept.papers.filter(({ id }) => id !== paperId) };
    await ports.applications.keep(next);
    await ports.papers.remove(paperFolderOf(kept), paperId);
    return publicPart(next);
  });
}

/**
 * Sends the papers that the platform does not have yet and hands the application in; after an interruption it goes on
 * with the missing ones. The act is on record. Fails with LIFE_PAPERS_MISSING, LIFE_PAPERS_CLOSED, and the codes of the
 * way to the platform and of the store.
 */
export function submitApplication(
  number: string,
  ports: ApplicationPaperPorts,
): Promise<Result<SealApplication>> {
  return resultOf(async () => {
    const kept = await findDraft(number, ports);
    const submit = (): Promise<Result<SealApplication>> => resultOf(() => handIn(kept, ports));
    return unwrap(await actOnRecord(kept.kind, factsOf(kept), submit, ports.recorder));
  });
}

/** Withdraws an application that nobody has decided on. Its papers are deleted here and at the platform. */
export function withdrawApplication(
  number: string,
  ports: ApplicationPaperPorts,
): Promise<Result<SealApplication>> {
  return resultOf(async () => {
    const kept = await find(number, ports);
    if (!mayWithdrawApplication(kept)) throw new CodedError('LIFE_PAPERS_CLOSED', kept.state);
    const { platform, key } = platformOf(kept, ports);
    return keepAnswered(kept, unwrap(await platform.applications.withdraw(key)), ports);
  });
}

async function handIn(kept: KeptApplication, ports: ApplicationPaperPorts): Promise<SealApplication> {
  const missing = missingPapers(kept);
  if (missing.length > 0) throw new CodedError('LIFE_PAPERS_MISSING', '', { missing: missing.join(' ') });
  const { platform, key } = platformOf(kept, ports);
  const known = unwrap(await platform.applications.read(key));
  if (known.state !== 'draft') return keepAnswered(kept, known, ports);
  for (const { id, kind, sm3 } of kept.papers) {
    if (known.papers.get(id) === sm3) continue;
    const bytes = unwrap(await ports.papers.load(paperFolderOf(kept), id));
    unwrap(await platform.applications.sendPaper(key, { id, kind, bytes }));
  }
  return keepAnswered(kept, unwrap(await platform.applications.submit(key)), ports);
}

async function keepAnswered(
  kept: KeptApplication,
  answer: ApplicationAnswer,
  { applications, papers, recorder }: ApplicationPaperPorts,
): Promise<SealApplication> {
  return publicPart(await keepAnswer(kept, answer, { applications, papers, clock: recorder.clock }));
}

async function keepMarked(
  kept: KeptApplication,
  paper: ReadPaper,
  id: string,
  { papers, recorder }: ApplicationPaperPorts,
): Promise<Uint8Array> {
  const mark = { purpose: kept.kind, day: chineseDay(recorder.clock.now()), number: kept.number };
  const { pdf } = unwrap(await papers.watermark(paper, mark));
  unwrap(await papers.keep(paperFolderOf(kept), id, pdf));
  return pdf;
}

/**
 * Keeps a sealed written application. What is verified is the copy that is sent.
 * @throws CodedError LIFE_WRITTEN_OTHER, LIFE_WRITTEN_UNSEALED
 */
async function keepWritten(
  kept: KeptApplication,
  { name, type, bytes }: ReadPaper,
  id: string,
  ports: ApplicationPaperPorts,
): Promise<Uint8Array> {
  if (type !== 'pdf') throw new CodedError('RESET_PAPER_TYPE', '', { name });
  const folder = paperFolderOf(kept);
  const draft = await ports.papers.load(folder, DRAFT_ID);
  const begins = draft.ok && equalBytes(bytes.subarray(0, draft.value.length), draft.value);
  if (!begins) throw new CodedError('LIFE_WRITTEN_OTHER', '', { name });
  unwrap(await ports.papers.keep(folder, id, bytes));
  const own = await sealsOfHolder(kept, ports);
  const { signatures } = await ports.verifyPaper(folder, id);
  if (signatures.some((signature) => isSealOf(signature, own))) return bytes;
  await ports.papers.remove(folder, id);
  throw new CodedError('LIFE_WRITTEN_UNSEALED', '', { name });
}

function isSealOf({ seal, checks, verdict }: SignatureReport, own: ReadonlySet<string>): boolean {
  const { integrity, signature } = checks;
  const holds = integrity.result === 'pass' && signature.result === 'pass' && verdict !== 'invalid';
  return holds && seal !== null && own.has(seal.esId);
}

/** The seal of the application, and all other seals of the same holder that this computer knows. */
async function sealsOfHolder(
  { esId, holder }: KeptApplication,
  { knownSeals }: ApplicationPaperPorts,
): Promise<ReadonlySet<string>> {
  const known = (await knownSeals()).filter(({ holderName }) => holderName === holder.name);
  return new Set([esId, ...known.map((seal) => seal.esId)].filter((each) => each !== null));
}

function nextId({ papers }: KeptApplication): string {
  const numbers = papers.map(({ id }) => Number(id.slice('paper-'.length)));
  return `paper-${Math.max(0, ...numbers) + 1}`;
}

async function find(number: string, { applications }: ApplicationPaperPorts): Promise<KeptApplication> {
  const found = (await applications.all()).find((each) => each.number === number);
  if (found === undefined) throw new CodedError('LIFE_APPLICATION_UNKNOWN');
  return found;
}

async function findDraft(number: string, ports: ApplicationPaperPorts): Promise<KeptApplication> {
  const kept = await find(number, ports);
  if (kept.state !== 'draft') throw new CodedError('LIFE_PAPERS_CLOSED', kept.state, { number });
  return kept;
}

function platformOf(
  { platformId, number, secret }: KeptApplication,
  { platforms }: ApplicationPaperPorts,
): { readonly platform: SealLifePlatform; readonly key: CaseKey } {
  const platform = platforms.platform(platformId);
  if (platform === null || secret === null) throw new CodedError('PLATFORM_NOT_CONFIGURED', platformId);
  return { platform, key: { number, secret } };
}

function factsOf({ number, tokenSerial, esId, sealName, reason, reasonText, applicant }: KeptApplication) {
  return {
    tokenSerial,
    seal: { esId: esId ?? '', name: sealName },
    purpose: explainedReason({ reason, reasonText }),
    reference: number,
    people: { ...NOBODY, applicant: applicant.name },
  };
}
