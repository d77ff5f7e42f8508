import { shell } from 'electron';
import type { Home } from '../home/home.ts';
import type { ContractHandlers } from '../wire/window/contract.ts';
import { describeMaker } from '../adapters/program-version.ts';
import { profilesInForce } from '../services/copies/copy-notice.ts';
import { registerExtracts } from '../services/evidence-package/register-extract.ts';
import type { Preferences } from '../shared/model/app-info.ts';
import type { SettingsView } from '../shared/model/settings.ts';
import { appState } from './app-state.ts';
import { sampleContract } from './describe-app.ts';
import type { FirstScreen } from './first-screen.ts';
import { appHandlers, policyHandlers } from './ipc/app-handlers.ts';
import { officesHandlers } from './ipc/offices-handlers.ts';
import { auditHandlers } from './ipc/audit-handlers.ts';
import { approvalsHandlers } from './ipc/approvals-handlers.ts';
import type { CopyRequests } from './documents/copy-requests.ts';
import { PageImages } from './documents/page-images.ts';
import { conversionsHandlers } from './ipc/conversions-handlers.ts';
import { presetsHandlers } from './ipc/presets-handlers.ts';
import { copiesHandlers } from './ipc/copies-handlers.ts';
import { documentsHandlers, verifyHandlers } from './ipc/documents-handlers.ts';
import { driversHandlers, pinHandlers, pinResetHandlers, tokensHandlers } from './ipc/keys-handlers.ts';
import { linksHandlers } from './ipc/links-handlers.ts';
import { handoverHandlers } from './ipc/handover-handlers.ts';
import { platformHandlers } from './ipc/platform-handlers.ts';
import { registerPlaceHandlers } from './ipc/register-handlers.ts';
import { sealHandlers } from './ipc/seal-handlers.ts';
import { sealManyHandlers } from './ipc/seal-many-handlers.ts';
import { sealLifeHandlers } from './ipc/seal-life-handlers.ts';
import { recordInFolder } from '../adapters/trust-files/trust-list-ports.ts';
import { supportHandlers } from './ipc/support-handlers.ts';
import { updateHandlers } from './ipc/update-handlers.ts';
import { trustHandlers } from './ipc/trust-handlers.ts';
import { verifyManyHandlers } from './ipc/verify-many-handlers.ts';
import type { PreferenceFile } from './preferences.ts';
import { startDemo } from './start-demo.ts';
import type { InitialFile } from './started-with.ts';
import type { WindowParts } from './window-parts.ts';

/** What the answers need of the running app. */
export interface AnswerParts {
  readonly preferences: PreferenceFile;
  readonly first: FirstScreen;
  readonly initialFile: InitialFile;
  readonly copies: CopyRequests;
  readonly applyPreferences: (chosen: Preferences) => void;
  readonly applySettings: (settings: SettingsView) => void;
  /** Ends the app and starts it anew with these arguments. */
  readonly relaunch: (args: readonly string[]) => void;
}

/** Answers every channel of the contract, one group a line, once the home is open. */
export function handlersOf(parts: WindowParts, app: AnswerParts): ContractHandlers {
  const { home, documents, dialogs, tell } = parts;
  const { tokens, recorder, register, records, history, recording, trustFolder, documents: engine } = home;
  return {
    app: { ...app.first.handlers.app, ...appFor(home, app) },
    documents: documentsHandlers({
      documents,
      recent: app.first.recent,
      chooseFile: () => dialogs.chooseDocument(),
      samplePath: sampleContract(home.world),
      takeInitialPath: () => app.initialFile.take('document'),
      showInFolder: (path) => shell.showItemInFolder(path),
      ...{ engine, copies: app.copies },
      copyText: (text) => dialogs.copyText(text, 'TEXT_NOT_COPIED'),
      confirmLink: (address) => dialogs.confirmLink(address),
      openAddress: (address) => shell.openExternal(address),
    }),
    links: linksHandlers(parts.links),
    conversions: conversionsHandlers({
      ...{ documents, offers: parts.offers, running: parts.converting },
      conversions: () => home.conversions(),
    }),
    tokens: tokensHandlers({ ...parts, station: tokens, confirmation: parts.home }),
    drivers: driversHandlers(parts),
    pin: pinHandlers({ ...parts, tokens, recorder, history: home.pinHistory, situation: home.situation }),
    seal: sealHandlers({ ...parts, onProgress: tell.seal.progress }),
    sealMany: sealManyHandlers({
      ...{ ...parts, settings: home.preferences },
      language: () => app.preferences.current.language,
    }),
    presets: presetsHandlers(parts),
    sealLife: sealLifeHandlers(parts),
    register: registerPlaceHandlers({
      ...{ dialogs, recording, store: { register, records, history } },
      language: () => app.preferences.current.language,
      trust: () => home.auditTrust(),
      recover: () => home.recoverRegister(),
      recoverByHolder: (order) => home.recoverByHolder(order),
      keys: { ...parts, tokens, engine: home.engine },
      opening: { ...home.openings, recorder, upload: (platform) => home.uploadRegister(platform) },
      uploaded: tell.register.uploaded,
      changed: tell.register.changed,
    }),
    audit: auditHandlers({ dialogs, audits: parts.audits, exports: parts.exports }),
    handover: handoverHandlers({
      ...{ home, dialogs, watch: parts.watch, changed: tell.register.changed },
      language: () => app.preferences.current.language,
    }),
    approvals: approvalsHandlers({
      ...{ ...parts, tokens, scans: home.scans },
      takeInitialPath: () => app.initialFile.take('request'),
    }),
    offices: officesHandlers({
      ...{ offices: parts.offices, approvals: parts.approvals, dialogs },
      keys: { ...parts, tokens, engine: home.engine },
    }),
    platform: platformHandlers({
      ...{ scheduler: parts.scheduler, home, dialogs },
      changed: (platform) => {
        void parts.watch.judgeAnew();
        parts.scheduler.syncNow(platform);
        void parts.events.follow();
        void register.size().then(tell.register.changed, () => undefined);
      },
      brought: () => void parts.watch.judgeAnew(),
    }),
    pinReset: pinResetHandlers(parts),
    policy: policyHandlers(home, () => parts.watch.judgeAnew()),
    verify: verifyHandlers({
      ...{ documents, engine, trustFolder, dialogs, exports: parts.exports, pageImages: new PageImages() },
      archiveStamps: () => home.archiveStamps(),
      language: () => app.preferences.current.language,
      stated: (report, sm3) => home.evidenceOf(report, sm3),
      extracts: async (hashes) =>
        registerExtracts(hashes, {
          ...{ register, records, engine: home.engine },
          roots: await home.bound.roots(),
        }),
    }),
    verifyMany: verifyManyHandlers(parts),
    copies: copiesHandlers({
      ...{ documents, engine, dialogs, recorder, person: describeMaker(home.dist).person },
      profiles: async () => profilesInForce(await home.bound.known()),
      language: () => app.preferences.current.language,
    }),
    support: supportHandlers({ home, dialogs }),
    updates: updateHandlers({ home, dialogs, showInFolder: (path) => shell.showItemInFolder(path) }),
    trust: trustHandlers({
      ...{ trustFolder, dialogs },
      // 仅验章 keeps no register; the act is written down beside the lists.
      lists: {
        ...home.trustLists,
        record: (act) =>
          (app.preferences.current.verifyOnly
            ? recordInFolder(trustFolder, home.clock)
            : home.trustLists.record)(act),
      },
      open: (folder) => shell.openPath(folder),
    }),
  };
}

function appFor(home: Home, { preferences, applyPreferences, applySettings, relaunch }: AnswerParts) {
  const state = appState(home);
  return appHandlers({
    ...state,
    startDemo: () => startDemo(home, relaunch),
    settings: home.preferences,
    applySettings,
    setPreferences: async (chosen) => {
      await preferences.store(chosen);
      applyPreferences(chosen);
    },
  });
}
