import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { trustedTimes } from '../adapters/platform-api/time-stamp-api.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { type SealIdentity, platformKnowledge } from '../services/platform/platform-knowledge.ts';
import type { TimeStampSource } from '../services/trusted-time/stamp-signature.ts';
import type { TrustedTime } from '../shared/model/sealing.ts';
import type { Composition } from './composition.ts';
import { printError, printLine } from './printing.ts';

/** Where a command gets the trusted time of a seal; undefined where the seal belongs to no platform. */
export async function trustedTimeFor(
  seal: SealIdentity,
  parts: Composition,
  world: DemoWorld,
): Promise<TimeStampSource | undefined> {
  const store = parts.store(world);
  const times = trustedTimes({
    engine: await parts.engine(),
    knowledge: platformKnowledge({ settings: readPlatforms(world.home), store }),
    transports: parts.platforms(world),
    documents: await parts.documents(world),
    trustFolder: world.trust.dir,
  });
  return times(seal);
}

/** Says what became of it; a missing time goes to standard error, since the document is sealed all the same. */
export function printTrustedTime(trustedTime: TrustedTime): void {
  if (trustedTime.state === 'stamped') printLine(`可信时间 trusted time: ${trustedTime.stampedAt}`);
  if (trustedTime.state !== 'missing') return;
  process.stderr.write(
    '没有可信时间，台账中的位置将在下次同步时由平台副署 sealed without a trusted time; its place in the register will be countersigned at the next synchronisation:\n',
  );
  printError(trustedTime.error);
}
