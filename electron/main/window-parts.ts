import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { sealableFilesUnder } from '../adapters/document-files/document-files.ts';
import { DocumentSnapshots } from '../adapters/document-files/opened-document.ts';
import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import { HeldPinSession } from '../home/held-pin-session.ts';
import type { Home } from '../home/home.ts';
import { openHome } from '../home/open-home.ts';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import { EventListener } from '../home/event-listener.ts';
import { SyncScheduler } from '../home/sync-scheduler.ts';
import { TokenWatch } from '../home/token-watch.ts';
import { maskEnded } from '../services/personal-data/mask-ended.ts';
import { cutOf } from '../services/register/register-history.ts';
import { uploadStates } from '../services/register/upload-register.ts';
import { VerificationBatch } from '../services/verification-batch/verification-batch.ts';
import { standingsOf } from '../services/sealing-gate/seal-standing.ts';
import type { ContractTellers } from '../wire/window/contract.ts';
import type { Administrated } from '../shared/model/settings.ts';
import type { Language } from '../shared/model/app-info.ts';
import { resultOf } from '../shared/result.ts';
import { ApprovalRequests } from './requests/approval-requests.ts';
import { AuditSession } from './ipc/audit-handlers.ts';
import type { Dialogs } from './window/dialogs.ts';
import { documentPartsIn, threadedEngine } from '../adapters/documents/document-operations.ts';
import { examinerIn } from '../adapters/verdict-exports/spare-examiner.ts';
import { openExaminers } from '../adapters/verdict-exports/examiner-pool.ts';
import { threadedExports } from '../adapters/verdict-exports/export-operations.ts';
import { fetchLinked } from '../adapters/app-links/fetch-linked.ts';
import { FileOffers } from './documents/file-offers.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { RunningSeal } from './documents/running-seal.ts';
import { Drivers } from './drivers.ts';
import type { FirstScreen } from './first-screen.ts';
import { openInBrowser, utilityHosts } from './system/electron-hosts.ts';
import { LinkRequests } from './requests/link-requests.ts';
import { reportBroken } from './log.ts';
import { OfficeExchanges } from './requests/office-exchanges.ts';
import { PinResets } from './requests/pin-resets.ts';
import { SealLife, sealsIn } from './requests/seal-life.ts';
import { SealingQueue } from './documents/sealing-queue.ts';
import { systemSecrets } from './system/system-secrets.ts';
import {
  notifyApprovals,
  notifyReset,
  whenNetworkReturns,
  whenPersonLeaves,
} from './system/system-events.ts';

/** What the app is started with. */
export interface WindowStart {
  /** Absolute path of the home. */
  readonly folder: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly tell: ContractTellers;
  readonly dialogs: Dialogs;
  proxyFor(platformUrl: string | undefined): Promise<SystemProxy>;
  /** Folder that downloads go to. */
  downloads(): string;
  readonly language: () => Language;
  readonly administrated: Administrated;
  readonly first: FirstScreen;
}

/** Everything that answers the window: the home, and the parts that the window alone has over it. */
export type WindowParts = Awaited<ReturnType<typeof openWindowParts>>;

/** Opens the home with the window's own hosts, and begins to keep in step with the platforms. */
export async function openWindowParts(start: WindowStart) {
  const { folder, dist, tell, dialogs, language, first } = start;
  const hosts = {
    dist,
    startHost: utilityHosts(tokenHostIn(dist)),
    proxyFor: (url: string | undefined) => start.proxyFor(url),
    openDocuments: ({ evidence }: Pick<Home, 'evidence'>) =>
      threadedEngine(
        pathToFileURL(join(dist, 'main', 'document-worker.js')),
        evidence,
        documentPartsIn(dist),
      ),
    secrets: systemSecrets,
    ...{ language, openInBrowser },
    administrated: start.administrated,
  };
  const home = await openHome(folder, {
    ...hosts,
    openedWorld: first.world,
    looksOften: true,
    listener: {
      storeDamaged: (damage) => reportBroken('the store', `damaged ${JSON.stringify(damage)}`),
      recorded: tell.register.changed,
      unrecorded: tell.register.unrecorded,
      hostEnded: (end) => {
        held.hostEnded(end.module);
        tell.tokens.hostEnded(end);
      },
    },
  });
  if (!home.world.ok) reportBroken('world.json', home.world.error.code);
  const { engine, clock, documents: documentEngine, tokens } = home;

  // What the register lacks is said at the start, when a key shows its head, and after each synchronisation.
  const checkRegister = async (): Promise<void> => {
    const cut = await cutOf(home.history);
    if (cut.ok) tell.register.checked(cut.value);
  };
  void checkRegister();
  const offers = new FileOffers();
  const documents = new OpenDocuments(
    documentEngine,
    new DocumentSnapshots({
      folder: join(folder, 'open-documents'),
      hash: (file) => documentEngine.hash(file),
    }),
    (path) => first.recent.note(path),
    offers,
  );
  // Many documents are verified in threads of their own: nobody who opens one meanwhile waits for them.
  const examiner = openExaminers(examinerIn(dist), { known: [], store: home.evidence }, (error) =>
    reportBroken('a verification', error),
  );
  const batch = new VerificationBatch({
    clock,
    atOnce: examiner.atOnce,
    examine: (path, begin) => {
      const order = { source: path, trustFolder: home.trustFolder, at: null, depth: 'hashes' } as const;
      return examiner.examine(order, begin);
    },
    search: sealableFilesUnder,
    changed: tell.verifyMany.changed,
    pause: setTimeout,
    newId: randomUUID,
  });
  // Names whose time is over are masked at the next start; a store that cannot be used is told of elsewhere.
  void resultOf(() => maskEnded(home.records, clock));
  const held = new HeldPinSession({ tokens, clock, changed: tell.pin.held });
  whenPersonLeaves(() => {
    queue.personLeaves();
    void held.drop();
  });
  const watch = new TokenWatch({
    ...{ tokens, engine, clock, confirmations: home.confirmations },
    // Keys and seals stay in sight whatever breaks here; the gate asks again before a seal is used.
    standings: (listed) =>
      standingsOf(listed, home.situation).catch((error: unknown) => {
        reportBroken('the standing of seals', error);
        return new Map();
      }),
    changed: (view) => {
      held.follow(view);
      tell.tokens.changed(view);
      void sealLife.note(view.tokens);
      queue.keysChanged();
      void checkRegister();
    },
  });
  let endConversion: (() => void) | null = null;
  const running = new RunningSeal(() => documentEngine.cancelPreparation());
  const queue = new SealingQueue({ home, watch, held, running, changed: tell.sealMany.changed });
  const sealLife = new SealLife({
    ...{ watch, held, register: home.register, tell: tell.sealLife },
    ports: await home.sealLife(),
    sealFiles: () => sealsIn(join(folder, 'seals')),
  });
  const pinResets = new PinResets({
    ...{ watch, held, tell: tell.pinReset },
    ports: await home.pinResets(),
    notify: (reset) => notifyReset(reset, language()),
  });
  const approvals = new ApprovalRequests({
    ...{ documents, watch, ports: home.approvals },
    platforms: await home.approvalPlatforms(),
    notify: (numbers) => notifyApprovals(numbers, language()),
    changed: tell.approvals.changed,
  });
  const events = new EventListener({
    settings: () => home.settings,
    mayListen: (platform) => home.mayListen(platform),
    listen: (platform, connection) => home.listen(platform, connection),
    synchronise: (platform) => scheduler.syncForNews(platform),
    changed: () => void scheduler.tellView(),
    random: Math.random,
  });
  const links = new LinkRequests({
    now: () => performance.now(),
    system: process.platform,
    fetch: async (file, action) =>
      fetchLinked(file, action, { folder: start.downloads(), proxy: await start.proxyFor(file.address) }),
    show: async (path, action) => {
      if (action === 'approve') {
        const taken = await approvals.importFile(path);
        if (taken.ok) tell.approvals.arrived(taken);
        return taken;
      }
      const opened = await documents.open(path);
      if (opened.ok) tell.documents.opened(opened);
      return opened;
    },
    arrived: tell.links.arrived,
  });
  const offices = new OfficeExchanges({
    ...{ ways: home.officeWays, ports: home.approvals, approvals },
    changed: tell.offices.changed,
    notify: (numbers) => notifyApprovals(numbers, language()),
  });
  // A copy of a home is read: no key is looked for, and what its store says is said in the audit.
  const audits = new AuditSession((copy) => openHome(copy, { ...hosts, looksOften: false, listener: {} }));
  const scheduler = new SyncScheduler({
    settings: () => home.settings,
    world: home,
    start: (platform, progress) => home.synchronise(platform, progress),
    tell: tell.platform,
    report: reportBroken,
    random: Math.random,
    isListening: (platform) => events.isConnected(platform),
    afterSync: [
      () => events.follow(),
      () => watch.judgeAnew(),
      () => pinResets.synchronise(),
      () => sealLife.synchronise(),
      async (platform) => {
        await home.uploadRegister(platform);
        tell.register.uploaded(await uploadStates(home.records));
        await home.followClaims(platform);
        await approvals.tell();
        await checkRegister();
      },
      (platform) => approvals.follow(platform),
    ],
  });
  scheduler.syncNow(null);
  whenNetworkReturns(() => scheduler.syncNow(null));

  return {
    exports: threadedExports(dist, home.evidence),
    ...{
      home,
      tell,
      dialogs,
      documents,
      offers,
      batch,
      watch,
      held,
      approvals,
      links,
      offices,
      audits,
      sealLife,
      pinResets,
      scheduler,
      events,
    },
    ...{ running, queue },
    drivers: new Drivers(home),
    /** Keeps what ends the conversion under way. */
    converting: (end: (() => void) | null): void => void (endConversion = end),
    /** Lets go of keys, files, connections and the store. */
    close: (): void => {
      endConversion?.();
      void queue.batch.cancel();
      events.stop();
      scheduler.stop();
      offices.close();
      void audits.close();
      batch.clear();
      examiner.stop();
      void home.close();
      void documents.closeAll();
    },
  };
}
