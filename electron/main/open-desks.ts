import { join } from 'node:path';
import { pinHistoryFile } from '../adapters/files/pin-history-file.ts';
import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import { platformTransports, type PlatformTransports } from '../adapters/platform-api/platform-transports.ts';
import { evidenceStore } from '../adapters/evidence-store.ts';
import type { StartTokenHost } from '../adapters/pkcs11/token-host-process.ts';
import { trustedTimes, type TrustedTimes } from '../adapters/trusted-times.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { Contract } from '../shared/ipc/contract.ts';
import type { Emitters } from '../shared/ipc/define.ts';
import type { PlatformSettings } from '../shared/model/platform-settings.ts';
import type { Result } from '../shared/result.ts';
import type { Language } from '../shared/model/app-info.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import { keptLossReports } from '../services/sealing-gate/kept-loss-reports.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import { approvalPlatforms } from '../adapters/platform-api/approvals-api.ts';
import { notifyApprovals } from './approvals/notify-approvals.ts';
import { openApprovals } from './approvals/open-approvals.ts';
import type { ApprovalDesk } from './approvals/approval-desk.ts';
import { createThreadedEngine, type ThreadedEngine } from './document-engine/threaded-engine.ts';
import type { Dialogs } from './dialogs.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { RunningSeal } from './documents/running-seal.ts';
import { openPinResets } from './pin-reset/open-pin-resets.ts';
import type { PinResetDesk } from './pin-reset/pin-reset-desk.ts';
import { registerSender, windowRecorder } from './register-desk.ts';
import { applicationBook } from '../services/seal-life/application-book.ts';
import { withRenewedHere } from '../services/seal-life/renewed-here.ts';
import { openSealLife } from './seal-life/open-seal-life.ts';
import type { SealLifeDesk } from './seal-life/seal-life-desk.ts';
import { openPlatformDesk } from './platform/open-platform-desk.ts';
import type { PlatformDesk } from './platform/platform-desk.ts';
import { openSealingDesk, type SealingDesk } from './rules/sealing-desk.ts';
import { openHomeStore, type HomeStore } from './store/open-home-store.ts';
import { dropWhenAway } from './tokens/drop-when-away.ts';
import { openKeys, type Keys } from './tokens/open-keys.ts';
import type { World } from './world.ts';

/** What the desks are made of. */
export interface DeskParts {
  readonly home: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly world: World;
  readonly startHost: StartTokenHost;
  /** Of the platforms. */
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly proxy: SystemProxy;
  readonly engine: SmEngine;
  readonly tell: Emitters<Contract>;
  readonly dialogs: Dialogs;
  language(): Language;
}

/** Everything that answers the window, each part made once. */
export interface Desks extends DeskParts, Keys {
  readonly store: HomeStore;
  readonly recorder: Recorder;
  readonly platforms: PlatformDesk;
  /** The ways to the platforms. */
  readonly transports: PlatformTransports;
  readonly trustedTimes: TrustedTimes;
  /** The rules of the jurisdiction. */
  readonly sealing: SealingDesk;
  readonly documentEngine: ThreadedEngine;
  readonly documents: OpenDocuments;
  readonly approvals: ApprovalDesk;
  readonly sealLife: SealLifeDesk;
  readonly running: RunningSeal;
  readonly pinResets: PinResetDesk;
  readonly pinHistory: ReturnType<typeof pinHistoryFile>;
  /** Lets go of keys, files and database. */
  close(): void;
}

export function openDesks(parts: DeskParts): Desks {
  const { home, dist, world, startHost, engine, tell, settings, proxy } = parts;
  const store = openHomeStore(home, dist);
  const transports = platformTransports(settings.ok ? settings.value : [], proxy);
  const sendRegister = registerSender({
    ...{ settings, transports, engine, register: store.register, records: store.records },
    statuses: store.platform,
    uploaded: tell.register.uploaded,
  });
  const platforms = openPlatformDesk({
    ...{ home, dist, settings, proxy, trustFolder: world.trustFolder },
    store: store.platform,
    tell: tell.platform,
    afterSync: [
      () => keys.desk.judgeAnew(),
      () => pinResets.synchronise(),
      () => sealLife.synchronise(),
      sendRegister,
      (platform) => approvals.follow(platform),
    ],
  });
  const knowledge = withRenewedHere(
    platformKnowledge({ settings, store: store.platform }),
    applicationBook(store.records),
  );
  const documentEngine = createThreadedEngine(new URL('./document-worker.js', import.meta.url), {
    home,
    store: evidenceStore({ ...store, home, engine }),
  });
  const sealing = openSealingDesk({
    home,
    documents: documentEngine,
    trustFolder: world.trustFolder,
    register: store.register,
    knowledge,
    lossReports: keptLossReports(store.records),
    records: store.records,
  });
  const keys = openKeys({
    ...{ world, startHost, engine, tell, standings: sealing.standings },
    seen: (tokens) => void sealLife.note(tokens),
  });
  dropWhenAway(keys.held);
  const documents = new OpenDocuments(documentEngine);
  const recorder = windowRecorder({ store, engine, tell: tell.register });
  const sealLife = openSealLife({
    ...{ home, engine, knowledge, transports, recorder, ...keys },
    platforms: settings.ok ? settings.value : [],
    profiles: sealing.policies.profiles,
    records: store.records,
    register: store.register,
    tell: tell.sealLife,
  });
  const pinHistory = pinHistoryFile(join(home, 'pin-changes.json'));
  const pinResets = openPinResets({
    ...{ home, dist, engine, knowledge, transports, recorder, ...keys },
    history: pinHistory,
    platforms: settings.ok ? settings.value : [],
    records: store.records,
    tell: tell.pinReset,
    language: parts.language,
  });
  const approvals = openApprovals({
    ...{ documents, documentEngine, engine, recorder, desk: keys.desk, records: store.records },
    trustFolder: world.trustFolder,
    platforms: approvalPlatforms({ transports, knowledge, platforms: settings.ok ? settings.value : [] }),
    notify: (numbers) => notifyApprovals(numbers, parts.language()),
    changed: tell.approvals.changed,
  });
  return {
    ...parts,
    ...keys,
    pinResets,
    pinHistory,
    sealLife,
    store,
    platforms,
    transports,
    trustedTimes: trustedTimes({
      engine,
      knowledge,
      transports,
      documents: documentEngine,
      trustFolder: world.trustFolder,
    }),
    sealing,
    recorder,
    documentEngine,
    documents,
    approvals,
    running: new RunningSeal(() => documentEngine.cancelPreparation()),
    close: () => {
      keys.tokens.stop();
      platforms.stop();
      void transports.close();
      void store.close();
      void documents.closeAll();
    },
  };
}
