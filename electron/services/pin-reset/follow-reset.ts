import type { AppError } from '../../shared/errors.ts';
import type { PinReset } from '../../shared/model/pin-reset.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { keyOf, type KeptReset, type ResetPorts, shownReset } from './reset-records.ts';
import type { ResetAnswer } from './reset-platform.ts';

/** An application with what the platform now says of it. */
function followed(kept: KeptReset, answer: ResetAnswer, at: Date): KeptReset {
  const checkedAt = at.toISOString();
  const { state, submittedAt, decidedAt, decisionReason, validUntil } = answer;
  const steps = state === kept.state ? kept.steps : [...kept.steps, { state, at: checkedAt }];
  return { ...kept, state, submittedAt, decidedAt, decisionReason, validUntil, checkedAt, steps };
}

type FollowPorts = Pick<ResetPorts, 'resets' | 'platforms' | 'papers' | 'secrets' | 'clock'>;

const WITH_PAPERS: ReadonlySet<PinReset['state']> = new Set(['draft', 'underReview']);

/** Keeps what the platform says; once it has decided, the papers on this computer have served and are deleted. */
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
    const { api, key } = keyOf(kept, ports);
    const answer = unwrap(await api.read(key));
    // The approval may have been used while the platform was answering: what that left must not be overwritten.
    return keepAnswer((await ports.resets.find(kept.number)) ?? kept, answer, ports);
  });
}

/** HTTP: the platform does not know the number, as of a draft that was never handed in. */
const NOT_FOUND = 404;

function isForgotten({ code, details }: AppError): boolean {
  return code === 'PLATFORM_REFUSED' && details?.['status'] === NOT_FOUND;
}

/** An application that the platform has dropped is over here too, and its papers with it. */
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
 * Asks for the state of every application from which something is still to come. Of those that cannot be asked
 * now, the state stays as it was known.
 * @returns those whose state has changed
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
