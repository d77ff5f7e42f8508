import { base64 } from '@scure/base';
import { isOpen, type SealApplication } from '../../shared/model/seal-application.ts';
import type { Clock } from '../ports/clock.ts';
import { publicPart, type KeptApplication } from './application-book.ts';
import { newSealOf } from './new-seal.ts';
import type { ApplicationAnswer, SealLifePlatforms } from './ports.ts';
import type { Records } from '../records/records.ts';

export interface ApplicationFollowingPorts {
  readonly applications: Records<KeptApplication>;
  readonly platforms: Pick<SealLifePlatforms, 'platform'>;
  readonly clock: Clock;
}

/**
 * Asks what became of the applications that are not settled, without their keys. What fails is asked again at the
 * next synchronisation.
 * @returns those of which the platform has said something new
 */
export async function refreshApplications({
  applications,
  platforms,
  clock,
}: ApplicationFollowingPorts): Promise<readonly SealApplication[]> {
  const changed: SealApplication[] = [];
  for (const kept of (await applications.all()).filter(isFollowed)) {
    const { number, secret, platformId } = kept;
    const platform = platforms.platform(platformId);
    if (platform === null || secret === null) continue;
    const answer = await platform.applications.read({ number, secret });
    if (!answer.ok) continue;
    const followed = withAnswer(kept, answer.value, clock.now().toISOString());
    await applications.keep(followed);
    if (followed.state !== kept.state || followed.newSeal !== null) changed.push(publicPart(followed));
  }
  return changed;
}

/** What waits for the person is not asked for again. */
function isFollowed(kept: KeptApplication): boolean {
  return isOpen(kept) && kept.newSeal === null;
}

function withAnswer(kept: KeptApplication, answer: ApplicationAnswer, now: string): KeptApplication {
  const { state, decidedAt, decisionReason, certificate, seal } = answer;
  return {
    ...kept,
    ...{ state, decidedAt, decisionReason, checkedAt: now },
    steps: state === kept.state ? kept.steps : [...kept.steps, { state, at: decidedAt ?? now }],
    newSeal: seal === null ? null : newSealOf(seal),
    certificate: certificate === null ? null : base64.encode(certificate),
    seal: seal === null ? null : base64.encode(seal),
  };
}
