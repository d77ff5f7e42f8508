import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../electron/shared/errors.ts';
import type { SealOutcome } from '../../electron/wire/window/documents.ts';
import { type ApprovalsStore, createApprovalsStore } from '../features/approvals/approvals-store.ts';
import { createOfficesStore, type OfficesStore } from '../features/approvals/office-store.ts';
import { type CopyStore, createCopyStore } from '../features/copies/copy-store.ts';
import { type ConversionStore, createConversionStore } from '../features/conversion/conversion-store.ts';
import { createDocumentStore, type DocumentStore } from '../features/documents/document-store.ts';
import { createRecentStore, type RecentStore } from '../features/documents/recent-store.ts';
import { createTextCopyStore, type TextCopyStore } from '../features/documents/text-copy-store.ts';
import { createDriverStore, type DriverStore } from '../features/drivers/driver-store.ts';
import { createHandoverStore, type HandoverStore } from '../features/handover/handover-store.ts';
import { createLinkStore, type LinkStore } from '../features/links/link-store.ts';
import { createPinResetStore, type PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import { type BindingStore, createBindingStore } from '../features/platform/binding-store.ts';
import { createSetupStore, type SetupStore } from '../features/platform/setup-store.ts';
import { createPlatformStore, type PlatformStore } from '../features/platform/platform-store.ts';
import { createPresetStore, type PresetStore } from '../features/presets/preset-store.ts';
import { type AuditStore, createAuditStore } from '../features/register/audit-store.ts';
import { createRegisterStore, type RegisterStore } from '../features/register/register-store.ts';
import { createSealLifeStore, type SealLifeStore } from '../features/seal-life/seal-life-store.ts';
import { createHeldPinStore, type HeldPinStore } from '../features/seal/held-pin.tsx';
import {
  acceptedCodes,
  createPreflightStore,
  barsSealing,
  type PreflightStore,
} from '../features/seal/preflight-store.ts';
import { createPlanStore, hasProblems, type PlanStore, shownAt } from '../features/seal/places/plan-store.ts';
import type { SealStore } from '../features/seal/seal-state.ts';
import { createSealStore } from '../features/seal/seal-store.ts';
import {
  createEnterpriseRulesStore,
  type EnterpriseRulesStore,
} from '../features/settings/enterprise-rules-section.tsx';
import { createPolicyStore, type PolicyStore } from '../features/settings/policy-section.tsx';
import { createPinStore, type PinStore } from '../features/tokens/pin-store.ts';
import { createTokenStore, type TokenStore } from '../features/tokens/token-store.ts';
import { createQueueStore, type QueueStore } from '../features/queue/queue-store.ts';
import { createDetailsStore, type DetailsStore } from '../features/verify/details-store.ts';
import { type BatchStore, createBatchStore } from '../features/verify/many/batch-store.ts';
import {
  type ArchiveStampStore,
  createArchiveStampStore,
} from '../features/verify/archive/archive-stamp-store.ts';
import { versionDrawer } from '../features/verify/draw-versions.ts';
import { createExportStore, type ExportStore } from '../features/verify/export-store.ts';
import { createTrustListStore, type TrustListStore } from '../features/trust-lists/trust-list-store.ts';
import { createVerifyStore, type VerifyStore } from '../features/verify/verify-store.ts';
import type { AppBridge } from '../lib/bridge.ts';
import type { OpenDrawable } from '../lib/pdf-view/draw-document.ts';
import type { DocumentPasswords } from '../lib/pdf-view/document-passwords.ts';
import type { LoadedDocuments } from '../lib/pdf-view/loaded-documents.ts';
import { approvalClauseOf } from '../lib/seal-standing.ts';
import { type AppStore, createAppStore } from './app-store.ts';
import { showApproved } from './approved-document.ts';
import { followBindings, followTrustLists, verifyAfterSync } from './changed-trust.ts';
import { beginWork, keepWork } from './kept-work.ts';
import { examinePlaced, placedSeals, planPlaced, takeFound } from './placed-seals.ts';
import { showQueued } from './queued-document.ts';
import { createSealsViewStore, returnToHandover, type SealsViewStore } from './seals-view.ts';

export interface Stores {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly links: StoreApi<LinkStore>;
  readonly conversion: StoreApi<ConversionStore>;
  readonly textCopy: StoreApi<TextCopyStore>;
  readonly recent: StoreApi<RecentStore>;
  readonly tokens: StoreApi<TokenStore>;
  readonly pin: StoreApi<PinStore>;
  readonly drivers: StoreApi<DriverStore>;
  readonly seal: StoreApi<SealStore>;
  readonly preflight: StoreApi<PreflightStore>;
  readonly plan: StoreApi<PlanStore>;
  readonly presets: StoreApi<PresetStore>;
  readonly register: StoreApi<RegisterStore>;
  readonly audit: StoreApi<AuditStore>;
  readonly approvals: StoreApi<ApprovalsStore>;
  readonly offices: StoreApi<OfficesStore>;
  readonly heldPin: StoreApi<HeldPinStore>;
  readonly verify: StoreApi<VerifyStore>;
  readonly details: StoreApi<DetailsStore>;
  readonly exports: StoreApi<ExportStore>;
  readonly archiveStamp: StoreApi<ArchiveStampStore>;
  readonly batch: StoreApi<BatchStore>;
  readonly queue: StoreApi<QueueStore>;
  readonly copies: StoreApi<CopyStore>;
  readonly platform: StoreApi<PlatformStore>;
  readonly binding: StoreApi<BindingStore>;
  readonly platformSetup: StoreApi<SetupStore>;
  readonly policy: StoreApi<PolicyStore>;
  readonly enterpriseRules: StoreApi<EnterpriseRulesStore>;
  readonly sealLife: StoreApi<SealLifeStore>;
  readonly pinReset: StoreApi<PinResetStore>;
  readonly handover: StoreApi<HandoverStore>;
  readonly sealsView: StoreApi<SealsViewStore>;
  readonly trustLists: StoreApi<TrustListStore>;
  /** Tells whether what is being sealed is a document of the queue, whose seals are those of every other one. */
  readonly isQueued: (store: Pick<SealStore, 'subject'>) => boolean;
  /** The documents whose pages are on the screen, or were just now. */
  readonly loaded: LoadedDocuments;
  /** Runs an action that replaces the document: now, or once the present sealing has ended. */
  readonly whenIdle: (action: () => void) => void;
}

/** The parts that every place of the window works with. */
export interface AppParts {
  readonly bridge: AppBridge;
  readonly stores: Stores;
}

interface Viewing {
  /** Opens documents for drawing. */
  readonly open: OpenDrawable;
  /** Loads documents for the screen. */
  readonly loaded: LoadedDocuments;
  readonly passwords: DocumentPasswords;
}

/** Makes one store for each feature and connects them. */
export function createStores(bridge: AppBridge, { open, loaded, passwords }: Viewing): Stores {
  const app = createAppStore(bridge.app);
  const documents = createDocumentStore(bridge.documents, passwords, (action) => whenIdle(action));
  const conversion = createConversionStore(bridge.conversions, (document) =>
    whenIdle(() => documents.getState().show({ ok: true, value: document })),
  );
  const recent = createRecentStore(bridge.documents, (result) =>
    whenIdle(() => documents.getState().show(result)),
  );
  const tokens = createTokenStore(bridge.tokens);
  const pin = createPinStore(bridge.pin);
  const drivers = createDriverStore(bridge.drivers);
  const register = createRegisterStore(bridge.register);
  const verify = createVerifyStore(bridge.verify);
  const exports = createExportStore(
    bridge.verify,
    versionDrawer(bridge.verify, open, (id) => {
      const { state } = verify.getState();
      return state.step === 'done' && state.documentId === id ? state.report : null;
    }),
  );
  const details = createDetailsStore(bridge.verify);
  const archiveStamp = createArchiveStampStore(bridge.verify);
  const batch = createBatchStore(bridge.verifyMany, {
    report: (result) => whenIdle(() => documents.getState().show(result)),
    opened: (document) =>
      whenIdle(() => {
        app.getState().go('documents');
        documents.getState().show({ ok: true, value: document });
      }),
  });
  const copies = createCopyStore(bridge.copies, open);
  const platform = createPlatformStore(bridge.platform);
  const binding = createBindingStore(bridge.platform);
  const platformSetup = createSetupStore(bridge.platform, (view) => {
    binding.getState().show(view);
    void platform.getState().load();
  });
  const policy = createPolicyStore(bridge.policy);
  const sealLife = createSealLifeStore(bridge.sealLife, (document) =>
    whenIdle(() => {
      app.getState().go('documents');
      documents.getState().show({ ok: true, value: document });
    }),
  );
  const pinReset = createPinResetStore(bridge.pinReset, () => bridge.sealLife.knownSeals());
  const handover = createHandoverStore(bridge.handover, bridge.register);
  const sealsView = createSealsViewStore([sealLife, pinReset, handover]);
  returnToHandover(pin, handover, sealsView);
  const trustLists = createTrustListStore(bridge.trust);
  const heldPin = createHeldPinStore(bridge.pin, () => queue.getState().isShown);
  const preflight = createPreflightStore(bridge.seal);
  const plan = createPlanStore(bridge.seal);
  const seal = createSealStore(
    bridge.seal,
    (outcome, original) => showSealed(outcome, original),
    (serial) => heldPin.getState().held?.tokenSerial === serial,
    (choice) => approvalClauseOf(tokens.getState().view, choice, 'zh-CN') !== null,
    {
      isBarred: () => barsSealing(preflight.getState()) || hasProblems(plan.getState()),
      accepted: () => acceptedCodes(preflight.getState()),
      shownAt: ({ id }) => shownAt(plan.getState().plans.get(id)),
    },
  );
  const presets = createPresetStore(bridge.presets, {
    placed: () => placedSeals(seal.getState())?.seals ?? null,
    take: (seals) => takeFound(seals, seal),
  });
  const whenIdle = (action: () => void): void => runWhenIdle(seal, action);
  const queued = showQueued({ app, documents, seal, whenIdle });
  const queue = createQueueStore(bridge.sealMany, queued);
  const approvals = createApprovalsStore(bridge.approvals, (item) =>
    whenIdle(() => showApproved(item, { app, documents, tokens, seal, approvals })),
  );

  const showSealed = ({ document, report }: SealOutcome, original: string): void => {
    verify.getState().show(document.id, report);
    documents.getState().show({ ok: true, value: document }, original);
  };
  const followed = keepWork({ verify, seal }, beginWork);
  documents.subscribe(({ state }, former) => {
    if (state === former.state) return;
    const isOffered = state.step === 'open' && state.document.sealability.possible;
    void presets.getState().follow(isOffered ? state.document.id : null);
  });
  documents.subscribe((now, former) => {
    if (now.tabs !== former.tabs) {
      const ids = now.tabs.map(({ id }) => id);
      loaded.keepOnly(ids);
      passwords.keepOnly(ids);
    }
    followed(now, former);
    conversion.getState().follow(refusalOf(now));
  });
  queued.followUnlocked((id) => void queue.getState().unlocked(id));
  seal.subscribe((store) => examinePlaced(store, preflight));
  seal.subscribe((store) => planPlaced(store, plan));
  tokens.subscribe(({ view }, former) => {
    if (view !== null && view !== former.view) pin.getState().follow(view.tokens);
  });
  verifyAfterSync(platform, verify);
  followBindings(binding, policy);
  followTrustLists(trustLists, { app, verify });
  bridge.documents.opened((result) =>
    whenIdle(() => {
      app.getState().go('documents');
      documents.getState().show(result);
    }),
  );
  bridge.app.command((command) => {
    if (command === 'about') return app.getState().go('settings');
    if (command === 'guide') return app.getState().go('guide');
    whenIdle(() => {
      app.getState().go('documents');
      void documents.getState().openDialog();
    });
  });
  const links = createLinkStore(bridge.links, (action) => {
    // What it leads to has been told of before.
    whenIdle(() => app.getState().go(action === 'verify' ? 'verify' : 'documents'));
  });
  return {
    app,
    documents,
    links,
    conversion,
    recent,
    tokens,
    pin,
    drivers,
    seal,
    preflight,
    plan,
    presets,
    heldPin,
    register,
    audit: createAuditStore(bridge.audit),
    approvals,
    offices: createOfficesStore(bridge.offices),
    verify,
    details,
    exports,
    archiveStamp,
    batch,
    queue,
    copies,
    platform,
    binding,
    platformSetup,
    policy,
    textCopy: createTextCopyStore(bridge.documents),
    enterpriseRules: createEnterpriseRulesStore(bridge.policy),
    sealLife,
    pinReset,
    handover,
    sealsView,
    trustLists,
    isQueued: queued.isInFront,
    loaded,
    whenIdle,
  };
}

function runWhenIdle(seal: StoreApi<SealStore>, action: () => void): void {
  if (seal.getState().state.step !== 'working') return action();
  const stop = seal.subscribe(({ state }) => {
    if (state.step === 'working') return;
    stop();
    // The sealed document takes the place of its original first.
    queueMicrotask(action);
  });
}

/** Why the document that was to be opened last could not be; null when none was refused. */
function refusalOf({ state, incoming }: DocumentStore): AppError | null {
  if (state.step === 'failed') return state.error;
  return incoming?.step === 'failed' ? incoming.error : null;
}
