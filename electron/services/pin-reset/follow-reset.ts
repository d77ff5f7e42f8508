import type { AppError } from '../../shared/errors.ts';
import type { PinReset } from '../../shared/model/pin-reset.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { keyOf, type KeptReset, type ResetPorts, shownReset } from './reset-records.ts';
import type { ResetAnswer } from './reset-platform.ts';

/** Adds the platform's answer to an application. */
function followed(kept: KeptReset, answer: ResetAnswer, at: Date): KeptReset {
  const checkedAt = at.toISOString();
  const { state, submittedAt, decidedAt, decisionReason, validUntil } = answer;
  const steps = state === kept.state ? kept.steps : [...kept.steps, { state, at: checkedAt }];
  return { ...kept, state, submittedAt, decidedAt, decisionReason, validUntil, checkedAt, steps };
}

type FollowPorts = Pick<ResetPorts, 'resets' | 'platforms' | 'papers' | 'secrets' | 'clock'>;

const WITH_PAPERS: ReadonlySet<PinReset['state']> = new Set(['draft', 'underReview']);

/** Keeps the platform's answer. Once the platform has decided, the papers on this computer are deleted. */
export async function keepAnswer(
  kept: KeptReset,
  answer: ResetAnswer,
  { resets, papers, clock }: Pick<FollowPorts, 'resets' | 'papers' | 'clock'>,
): Promise<KeptReset> {
  const next = followed(kept, answer, clock.now());
  await resets.keep(next);
  if (!WITH_PAPERS.has(next.state)) await papers.discard(next.number);
  return next;
}

/** Asks the platform for the state of one application. */
export async function readReset(kept: KeptReset, ports: FollowPorts): Promise<Result<KeptReset>> {
  return resultOf(async () => {
    const { api, key } = await keyOf(kept, ports);
    const answer = unwrap(await api.read(key));
    // The approval may have been used while the platform was answering, and its result must not be overwritten.
    return keepAnswer((await ports.resets.find(kept.number)) ?? kept, answer, ports);
  });
}

/** HTTP status for a number that the platform does not know, such as that of a draft that was never handed in. */
const NOT_FOUND = 404;

function isForgotten({ code, details }: AppError): boolean {
  return code === 'PLATFORM_REFUSED' && details?.['status'] === NOT_FOUND;
}

/** Ends an application that the platform has dropped, and deletes its papers. */
async function lapsed(kept: KeptReset, { resets, papers, clock }: FollowPorts): Promise<KeptReset> {
  const at = clock.now().toISOString();
  const present = (await resets.find(kept.number)) ?? kept;
  const steps = [...present.steps, { state: 'expired' as const, at }];
  const next: KeptReset = { ...present, state: 'expired', checkedAt: at, steps };
  await resets.keep(next);
  await papers.discard(kept.number);
  return next;
}

const OPEN: ReadonlySet<PinReset['state']> = new Set(['draft', 'underReview', 'approved']);

/**
 * Asks for the state of every application that is not over. An application whose platform cannot be asked now keeps its
 * last known state.
 * @returns the applications whose state has changed
 */
export async function followResets(ports: FollowPorts): Promise<readonly PinReset[]> {
  const changed: PinReset[] = [];
  for (const kept of await ports.resets.all()) {
    if (!OPEN.has(kept.state)) continue;
    const read = await readReset(kept, ports);
    const now = read.ok ? read.value : isForgotten(read.error) ? await lapsed(kept, ports) : kept;
    if (now.state !== kept.state) changed.push(shownReset(now));
  }
  return changed;
}
