import { join } from 'node:path';
import { systemClock, systemRandom } from '../adapters/system.ts';
import { pinHistoryFile } from '../adapters/files/pin-history-file.ts';
import { paperFolder, plainSecrets } from '../adapters/papers/paper-folder.ts';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { resetPlatforms } from '../adapters/platform-api/pin-reset-api.ts';
import { platformStore } from '../adapters/store/platform-store.ts';
import { recordStore } from '../adapters/store/record-store.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { type ResetKeyPorts, type ResetPorts, resetRecords } from '../services/pin-reset/reset-records.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import { nextStep, type PinReset, type ResetStep } from '../shared/model/pin-reset.ts';
import type { ApplicationState } from '../shared/model/seal-life.ts';
import { DEFAULT_PIN_POLICY } from '../shared/model/pin-rules.ts';
import type { Composition } from './composition.ts';
import { printLine } from './printing.ts';
import { recorderOf } from './recorder.ts';
import { unwrap } from '../shared/result.ts';

/** What commands about PIN resets work with. */
export async function resetPortsOf(
  parts: Composition,
  world: DemoWorld,
): Promise<ResetPorts & ResetKeyPorts> {
  const engine = await parts.engine();
  const settings = readPlatforms(world.home);
  const store = parts.store(world);
  return {
    resets: resetRecords(recordStore(store)),
    platforms: resetPlatforms({
      platforms: unwrap(settings),
      transports: parts.platforms(world),
      knowledge: platformKnowledge({ settings, store: platformStore(store) }),
      trustFolder: world.trust.dir,
      ...{ engine, clock: systemClock },
    }),
    papers: paperFolder(world.home, parts.dist),
    secrets: plainSecrets,
    recorder: await recorderOf(parts, world),
    ...{ clock: systemClock, random: systemRandom },
    sm3: (bytes) => engine.sm3(bytes),
    tokens: parts.tokens(world),
    policy: DEFAULT_PIN_POLICY,
    history: pinHistoryFile(join(world.home, 'pin-changes.json')),
    tokenOf: async (serial) => {
      const { tokens } = await parts.listTokens(world);
      return tokens.find(({ info }) => info.serial === serial)?.info ?? null;
    },
  };
}

/** One application as commands print it. */
export function printReset(reset: PinReset): void {
  const { number, tokenSerial, state, decisionReason, validUntil } = reset;
  printLine(`${number}  ${STATE_WORDS[state]}  [${tokenSerial}]`);
  if (decisionReason !== null) printLine(`  ${decisionReason}`);
  const next = STEP_WORDS[nextStep(reset)];
  if (next !== null) printLine(`  ${next}`);
  if (state === 'approved' && validUntil !== null) printLine(`  有效至 until ${validUntil}`);
}

const STATE_WORDS: Readonly<Record<ApplicationState, string>> = {
  draft: '未提交 not handed in',
  underReview: '审核中 under review',
  approved: '已批准 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  done: '已办结 done',
};

const STEP_WORDS: Readonly<Record<ResetStep, string | null>> = {
  submit: '→ pin-reset request --resume NUMBER',
  wait: null,
  setPin: '→ pin-reset apply NUMBER --new-pin-env VAR',
  resume: '→ pin-reset apply NUMBER',
  finish: '→ pin-reset apply NUMBER',
  none: null,
};
