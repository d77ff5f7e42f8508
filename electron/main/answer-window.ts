import { join } from 'node:path';
import { shell } from 'electron';
import { systemClock } from '../adapters/document-engine.ts';
import { auditTrust } from '../adapters/platform-api/audit-trust.ts';
import { contract, type ContractHandlers } from '../wire/window/contract.ts';
import type { Preferences } from '../shared/model/app-info.ts';
import { scanFolder } from '../adapters/files/scan-folder.ts';
import { describeApp } from './describe-app.ts';
import { appHandlers, platformHandlers, policyHandlers, trustHandlers } from './ipc/app-handlers.ts';
import { approvalsHandlers } from './ipc/approvals-handlers.ts';
import { documentsHandlers, verifyHandlers } from './ipc/documents-handlers.ts';
import { driversHandlers, pinHandlers, pinResetHandlers, tokensHandlers } from './ipc/keys-handlers.ts';
import { registerPlaceHandlers } from './ipc/register-handlers.ts';
import { registerHandlers, type KnownSenders } from './ipc/register.ts';
import { sealHandlers } from './ipc/seal-handlers.ts';
import { sealLifeHandlers } from './ipc/seal-life-handlers.ts';
import { reportBroken } from './log.ts';
import type { Desks } from './open-desks.ts';
import type { PreferenceFile } from './preferences.ts';

/** What the answers need beside the desks. */
export interface WindowParts {
  readonly preferences: PreferenceFile;
  readonly senders: KnownSenders;
  /** The file that the app was started with, once, where it is what is asked for. */
  takeInitialPath(wanted: 'document' | 'request'): string | null;
  applyPreferences(chosen: Preferences): void;
}

/** Answers every channel of the contract, one group a line. */
export function answerWindow(desks: Desks, parts: WindowParts): void {
  const { senders } = parts;
  registerHandlers(contract, handlersOf(desks, parts), {
    admits: (caller) => senders.admits(caller),
    report: reportBroken,
  });
}

function handlersOf(desks: Desks, parts: WindowParts): ContractHandlers {
  const { world, dialogs, documents, documentEngine, pinHistory, tell } = desks;
  const { trustFolder } = world;
  return {
    app: appFor(desks, parts),
    documents: documentsHandlers({
      documents,
      chooseFile: dialogs.chooseDocument,
      samplePath: world.demo?.contract ?? null,
      takeInitialPath: () => parts.takeInitialPath('document'),
      showInFolder: (path) => shell.showItemInFolder(path),
    }),
    tokens: tokensHandlers(desks.desk),
    drivers: driversHandlers(desks),
    pin: pinHandlers({ ...desks, history: pinHistory, situation: desks.sealing.situation }),
    seal: sealHandlers({
      ...desks,
      engine: documentEngine,
      trustFolder,
      onProgress: tell.seal.progress,
    }),
    sealLife: sealLifeHandlers(desks),
    register: registerPlaceHandlers({
      ...desks,
      trust: () => auditTrust(desks.home, trustFolder, desks.engine),
      recording: { store: desks.store.register, engine: desks.engine, clock: systemClock },
      changed: tell.register.changed,
    }),
    approvals: approvalsHandlers({
      ...desks,
      takeInitialPath: () => parts.takeInitialPath('request'),
      scans: scanFolder(join(desks.home, 'store', 'approval-scans'), desks.engine),
    }),
    platform: platformHandlers(desks.platforms),
    pinReset: pinResetHandlers(desks),
    policy: policyHandlers(desks),
    verify: verifyHandlers({ documents, engine: documentEngine, trustFolder }),
    trust: trustHandlers(trustFolder, (folder) => shell.openPath(folder)),
  };
}

function appFor({ world, store }: Desks, { preferences, applyPreferences }: WindowParts) {
  return appHandlers({
    describe: async () => describeApp(world, await store.missing(), preferences.current),
    setPreferences: async (chosen) => {
      await preferences.store(chosen);
      applyPreferences(chosen);
    },
  });
}
