import { join } from 'node:path';
import { pinHistoryFile } from '../adapters/files/pin-history-file.ts';
import { approvalPlatforms } from '../adapters/platform-api/approvals-api.ts';
import { trustedTimes, type TrustedTimes } from '../adapters/platform-api/time-stamp-api.ts';
import { keptLossReports } from '../services/seal-life/loss-reports.ts';
import type { ApprovalDesk } from './approvals/approval-desk.ts';
import { notifyApprovals } from './approvals/notify-approvals.ts';
import { openApprovals } from './approvals/open-approvals.ts';
import { RunningSeal } from './documents/running-seal.ts';
import type { Ground } from './open-ground.ts';
import { openPinResets } from './pin-reset/open-pin-resets.ts';
import type { PinResetDesk } from './pin-reset/pin-reset-desk.ts';
import { openPlatformDesk } from './platform/open-platform-desk.ts';
import type { PlatformDesk } from './platform/platform-desk.ts';
import { registerSender } from './register-desk.ts';
import { openSealingDesk, type SealingDesk } from './rules/sealing-desk.ts';
import { openSealLife } from './seal-life/open-seal-life.ts';
import type { SealLifeDesk } from './seal-life/seal-life-desk.ts';
import { dropWhenAway } from './tokens/drop-when-away.ts';
import { openKeys, type Keys } from './tokens/open-keys.ts';

/** Everything that answers the window, each part made once. */
export interface Desks extends Ground, Keys {
  readonly platforms: PlatformDesk;
  readonly trustedTimes: TrustedTimes;
  /** The rules of the jurisdiction. */
  readonly sealing: SealingDesk;
  readonly approvals: ApprovalDesk;
  readonly sealLife: SealLifeDesk;
  readonly running: RunningSeal;
  readonly pinResets: PinResetDesk;
  readonly pinHistory: ReturnType<typeof pinHistoryFile>;
  /** Lets go of keys, files and database. */
  close(): void;
}

export function openDesks(ground: Ground): Desks {
  const { home, knowledge, records, store, tell, configured, documentEngine } = ground;
  const sealing = openSealingDesk({
    ...ground,
    documents: documentEngine,
    register: store.register,
    lossReports: keptLossReports(records),
  });
  const keys = openKeys({
    ...ground,
    standings: sealing.standings,
    seen: (tokens) => void sealLife.note(tokens),
  });
  dropWhenAway(keys.held);
  const sealLife = openSealLife({
    ...{ ...ground, ...keys },
    platforms: configured,
    profiles: sealing.policies.profiles,
    register: store.register,
    tell: tell.sealLife,
  });
  const pinHistory = pinHistoryFile(join(home, 'pin-changes.json'));
  const pinResets = openPinResets({
    ...{ ...ground, ...keys },
    history: pinHistory,
    platforms: configured,
    tell: tell.pinReset,
  });
  const approvals = approvalsOf(ground, keys);
  const platforms = platformsOf(ground, [
    () => keys.desk.judgeAnew(),
    () => pinResets.synchronise(),
    () => sealLife.synchronise(),
    registerOf(ground),
    (platform) => approvals.follow(platform),
  ]);
  return {
    ...ground,
    ...keys,
    platforms,
    sealing,
    approvals,
    sealLife,
    pinResets,
    pinHistory,
    trustedTimes: trustedTimes({ ...ground, documents: documentEngine, knowledge }),
    running: new RunningSeal(() => documentEngine.cancelPreparation()),
    close: () => {
      keys.tokens.stop();
      platforms.stop();
      letGo(ground);
    },
  };
}

/** What a feature does once a platform was reached; told its id. */
type AfterSync = (platform: string) => Promise<unknown>;

function platformsOf({ store, tell, ...ground }: Ground, afterSync: readonly AfterSync[]): PlatformDesk {
  return openPlatformDesk({ ...ground, store: store.platform, tell: tell.platform, afterSync });
}

function registerOf({ store, tell, ...ground }: Ground): AfterSync {
  return registerSender({
    ...ground,
    register: store.register,
    statuses: store.platform,
    uploaded: tell.register.uploaded,
  });
}

function approvalsOf(ground: Ground, { desk }: Keys): ApprovalDesk {
  const { transports, knowledge, configured } = ground;
  return openApprovals({
    ...ground,
    desk,
    platforms: approvalPlatforms({ transports, knowledge, platforms: configured }),
    notify: (numbers) => notifyApprovals(numbers, ground.language()),
    changed: ground.tell.approvals.changed,
  });
}

function letGo({ transports, store, documents }: Ground): void {
  void transports.close();
  void store.close();
  void documents.closeAll();
}
