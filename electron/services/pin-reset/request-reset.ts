import { chineseDay } from '../../core/policy/policies.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  nextStep,
  PAPER_LIMITS,
  requiredPapers,
  type PaperKind,
  type PinReset,
  type ResetForm,
  type ResetPaper,
} from '../../shared/model/pin-reset.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import type { ReadPaper } from '../papers/papers.ts';
import type { PinResetApi, ResetAnswer, ResetKey } from './reset-platform.ts';
import { type KeptReset, type ResetPorts, shownReset } from './reset-records.ts';

/** A person's file and the kind of paper that it contains. */
export interface ChosenPaper {
  readonly kind: PaperKind;
  readonly path: string;
}

/**
 * Begins an application. The platform gives it a number, and the papers are made ready with that number on every page,
 * so that the person can look at them before {@link submitReset} sends them. No paper leaves the computer here.
 *
 * When this computer stops between the platform's answer and the record of it, the platform keeps a draft that nobody
 * hands in and that it drops in time. The person then begins again.
 */
export function requestReset(
  form: ResetForm,
  chosen: readonly ChosenPaper[],
  ports: ResetPorts,
): Promise<Result<PinReset>> {
  return resultOf(async () => {
    refuseMissing(form, chosen);
    await refuseSecond(form, ports);
    const read = await Promise.all(chosen.map(async ({ path }) => unwrap(await ports.papers.read(path))));
    const platformId = await ports.platforms.platformOf(form.esId);
    const api = platformId === null ? null : ports.platforms.resetApi(platformId);
    if (platformId === null || api === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
    const { answer, secret } = unwrap(await api.request(form, toHex(ports.random(16))));
    const key = { number: answer.number, secret };
    await refuseTaken(key, api, ports);
    const papers = await readyPapers(chosen, read, key, api, ports);
    const kept = {
      ...begun(form, answer, platformId, ports),
      ...{ papers, secret: await ports.secrets.protect(secret) },
    };
    await ports.resets.keep(kept);
    return shownReset(kept);
  });
}

function refuseMissing({ applicant }: ResetForm, chosen: readonly ChosenPaper[]): void {
  const missing = requiredPapers(applicant.role).filter((kind) => chosen.every((each) => each.kind !== kind));
  if (missing.length > 0) throw new CodedError('RESET_PAPERS_MISSING', '', { missing: missing.join(' ') });
  if (chosen.length > PAPER_LIMITS.papers) {
    throw new CodedError('RESET_PAPER_TOO_LARGE', '', { papers: chosen.length, most: PAPER_LIMITS.papers });
  }
}

/** A token may have one application at a time, because a credential of one would make that of the other useless. */
async function refuseSecond({ tokenSerial }: ResetForm, { resets }: ResetPorts): Promise<void> {
  const open = (await resets.all()).find(
    (kept) => kept.tokenSerial === tokenSerial && nextStep(kept) !== 'none',
  );
  if (open !== undefined) throw new CodedError('RESET_OPEN_ALREADY', '', { number: open.number });
}

/** Applications are found by their numbers here, so one of another platform must not replace an open one. */
async function refuseTaken(key: ResetKey, api: PinResetApi, { resets }: ResetPorts): Promise<void> {
  const taken = await resets.find(key.number);
  if (taken === null || nextStep(taken) === 'none') return;
  await api.withdraw(key);
  throw new CodedError('PLATFORM_ANSWER_INVALID', 'a number that is taken', { reason: 'number' });
}

/** Papers that cannot be made ready end the application, so that the platform keeps no empty one. */
async function readyPapers(
  chosen: readonly ChosenPaper[],
  read: readonly ReadPaper[],
  key: ResetKey,
  api: PinResetApi,
  ports: ResetPorts,
): Promise<ResetPaper[]> {
  try {
    const ready: ResetPaper[] = [];
    for (const [index, paper] of read.entries()) {
      const id = `paper-${index + 1}`;
      ready.push({ id, kind: chosen[index]?.kind ?? 'other', ...(await keepReady(paper, id, key, ports)) });
    }
    return ready;
  } catch (error) {
    await ports.papers.discard(key.number);
    await api.withdraw(key);
    throw error;
  }
}

async function keepReady(paper: ReadPaper, id: string, { number }: ResetKey, ports: ResetPorts) {
  const mark = { purpose: 'pinReset' as const, day: chineseDay(ports.clock.now()), number };
  const { pdf, pages } = unwrap(await ports.papers.watermark(paper, mark));
  unwrap(await ports.papers.keep(number, id, pdf));
  return { name: paper.name, pages, size: pdf.length };
}

function begun(
  form: ResetForm,
  answer: ResetAnswer,
  platformId: string,
  { clock }: ResetPorts,
): Omit<KeptReset, 'papers' | 'secret'> {
  const at = clock.now().toISOString();
  const { number, state, createdAt, submittedAt, decidedAt, decisionReason, validUntil } = answer;
  return {
    ...form,
    number,
    platformId,
    state,
    progress: 'untouched',
    createdAt,
    submittedAt,
    decidedAt,
    decisionReason,
    validUntil,
    checkedAt: at,
    steps: [{ state, at }],
    escrowedSoPin: null,
    credentialId: null,
  };
}
