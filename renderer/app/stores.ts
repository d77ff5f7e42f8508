import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SealOutcome } from '../../electron/wire/window/documents.ts';
import type { AppInfo, Preferences } from '../../electron/shared/model/app-info.ts';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { Result } from '../../electron/shared/result.ts';
import type { QueueOrder } from '../../electron/wire/window/seal-many.ts';
import {
  type ApprovalsStore,
  createApprovalsStore,
  type OpenedItem,
} from '../features/approvals/approvals-store.ts';
import { type CopyStore, createCopyStore } from '../features/copies/copy-store.ts';
import {
  createDocumentStore,
  type DocumentState,
  type DocumentStore,
} from '../features/documents/document-store.ts';
import { createRecentStore, type RecentStore } from '../features/documents/recent-store.ts';
import { createDriverStore, type DriverStore } from '../features/drivers/driver-store.ts';
import { createPinResetStore, type PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import { type BindingStore, createBindingStore } from '../features/platform/binding-store.ts';
import { createPlatformStore, type PlatformStore } from '../features/platform/platform-store.ts';
import { createRegisterStore, type RegisterStore } from '../features/register/register-store.ts';
import { createSealLifeStore, type SealLifeStore } from '../features/seal-life/seal-life-store.ts';
import { createHeldPinStore, type HeldPinStore } from '../features/seal/held-pin.tsx';
import {
  acceptedCodes,
  createPreflightStore,
  needsYes,
  type PreflightStore,
} from '../features/seal/preflight-store.ts';
import { bySeal, choiceOf, forEvery, withPlaces } from '../features/seal/place-rows.ts';
import { createPlanStore, hasProblems, type PlanStore } from '../features/seal/plan-store.ts';
import { createSealStore, type SealStore, type SealSubject } from '../features/seal/seal-store.ts';
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
import { keepWork } from './kept-work.ts';

export interface Stores {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly recent: StoreApi<RecentStore>;
  readonly tokens: StoreApi<TokenStore>;
  readonly pin: StoreApi<PinStore>;
  readonly drivers: StoreApi<DriverStore>;
  readonly seal: StoreApi<SealStore>;
  readonly preflight: StoreApi<PreflightStore>;
  readonly plan: StoreApi<PlanStore>;
  readonly register: StoreApi<RegisterStore>;
  readonly approvals: StoreApi<ApprovalsStore>;
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
  readonly policy: StoreApi<PolicyStore>;
  readonly enterpriseRules: StoreApi<EnterpriseRulesStore>;
  readonly sealLife: StoreApi<SealLifeStore>;
  readonly pinReset: StoreApi<PinResetStore>;
  readonly trustLists: StoreApi<TrustListStore>;
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
  const documents = createDocumentStore(bridge.documents, passwords);
  const recent = createRecentStore(bridge.documents, (result) => documents.getState().show(result));
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
  /** The document that the queue has opened. */
  let queued: string | null = null;
  const queue = createQueueStore(bridge.sealMany, {
    opened: (result) =>
      whenIdle(() => {
        showQueued(result, queued, { documents, seal });
        if (result.ok) queued = result.value.id;
      }),
    left: () => {
      if (queued !== null) documents.getState().close(queued);
      queued = null;
    },
    placed: () => placedSeals(seal.getState()),
  });
  const copies = createCopyStore(bridge.copies, open);
  const platform = createPlatformStore(bridge.platform);
  const binding = createBindingStore(bridge.platform);
  const policy = createPolicyStore(bridge.policy);
  const sealLife = createSealLifeStore(bridge.sealLife);
  const pinReset = createPinResetStore(bridge.pinReset, () => bridge.sealLife.knownSeals());
  const trustLists = createTrustListStore(bridge.trust);
  const heldPin = createHeldPinStore(bridge.pin, () => queue.getState().isShown);
  const preflight = createPreflightStore(bridge.seal);
  const plan = createPlanStore(bridge.seal);
  const seal = createSealStore(
    bridge.seal,
    (outcome) => showSealed(outcome),
    (serial) => heldPin.getState().held?.tokenSerial === serial,
    (choice) => approvalClauseOf(tokens.getState().view, choice, 'zh-CN') !== null,
    {
      isBarred: () => needsYes(preflight.getState()) || hasProblems(plan.getState()),
      accepted: () => acceptedCodes(preflight.getState()),
    },
  );

  const approvals = createApprovalsStore(bridge.approvals, (item) =>
    showApproved(item, { app, documents, tokens, seal, approvals }),
  );

  const showSealed = ({ document, report }: SealOutcome): void => {
    const original = seal.getState().subject?.documentId ?? null;
    verify.getState().show(document.id, report);
    documents.getState().show({ ok: true, value: document }, original);
  };
  const followed = keepWork({ verify, seal }, follow);
  documents.subscribe((now, former) => {
    if (now.tabs !== former.tabs) {
      const ids = now.tabs.map(({ id }) => id);
      loaded.keepOnly(ids);
      passwords.keepOnly(ids);
    }
    followed(now, former);
  });
  seal.subscribe((store) => examinePlaced(store, preflight));
  seal.subscribe((store) => planPlaced(store, plan));
  tokens.subscribe(({ view }, former) => {
    if (view !== null && view !== former.view) pin.getState().follow(view.tokens);
  });
  verifyAfterSync(platform, verify);
  followBindings(binding, policy);
  followTrustLists(trustLists, { app, verify });
  const whenIdle = (action: () => void): void => runWhenIdle(seal, action);
  bridge.documents.opened((result) =>
    whenIdle(() => {
      app.getState().go('documents');
      documents.getState().show(result);
    }),
  );
  bridge.app.command((command) => {
    if (command === 'about') return app.getState().go('settings');
    whenIdle(() => {
      app.getState().go('documents');
      void documents.getState().openDialog();
    });
  });
  return {
    app,
    documents,
    recent,
    tokens,
    pin,
    drivers,
    seal,
    preflight,
    plan,
    heldPin,
    register,
    approvals,
    verify,
    details,
    exports,
    archiveStamp,
    batch,
    queue,
    copies,
    platform,
    binding,
    policy,
    enterpriseRules: createEnterpriseRulesStore(bridge.policy),
    sealLife,
    pinReset,
    trustLists,
    loaded,
    whenIdle,
  };
}

/** Shows a document of the queue in place of the one before, and keeps the seals where they are. */
function showQueued(
  result: Result<OpenDocument>,
  former: string | null,
  { documents, seal }: Pick<Stores, 'documents' | 'seal'>,
): void {
  const before = seal.getState();
  documents.getState().show(result, former);
  if (!('choice' in before.state) || seal.getState().subject === null) return;
  seal.setState({ ...before, subject: seal.getState().subject });
}

/** Returns the seals that are placed in the document in front, for every document of the queue; null for none. */
export function placedSeals({
  state,
  subject,
  statesPurpose,
  particulars,
}: Pick<SealStore, 'state' | 'subject' | 'statesPurpose' | 'particulars'>): PlacedSeals | null {
  if (!('rows' in state)) return null;
  const rows = state.rows.map((row) => forEvery(row, subject?.pages.length ?? 0));
  const seals = bySeal(rows).map(withPlaces);
  const reason = statesPurpose ? particulars.purpose : '';
  return { seals, reason, particulars };
}

type PlacedSeals = Pick<QueueOrder, 'seals' | 'reason' | 'particulars'>;

function runWhenIdle(seal: StoreApi<SealStore>, action: () => void): void {
  if (seal.getState().state.step !== 'working') return action();
  const stop = seal.subscribe(({ state }) => {
    if (state.step === 'working') return;
    stop();
    action();
  });
}

/** Examines document and seal as soon as the seal has a place, and anew for another seal or document. */
function examinePlaced({ state, subject, bound }: SealStore, preflight: StoreApi<PreflightStore>): void {
  if (subject === null || state.step === 'sealed') return void preflight.getState().examine(null);
  if (state.step !== 'placed') return;
  const { tokenSerial, esId } = state.choice;
  const { documentId } = subject;
  void preflight.getState().examine({ documentId, tokenSerial, esId, approvalId: bound });
}

/** Works out where the list puts its seals whenever it changes; what is known stays while the PIN is typed. */
function planPlaced({ state, subject }: SealStore, plan: StoreApi<PlanStore>): void {
  if (subject === null || !('rows' in state)) return plan.getState().follow(null);
  plan.getState().follow({ documentId: subject.documentId, rows: state.rows });
}

/** Follows the open document: verifies its seals and begins sealing anew. */
function follow(state: DocumentState, { verify, seal }: Pick<Stores, 'verify' | 'seal'>): void {
  if (state.step !== 'open') {
    verify.getState().clear();
    return seal.getState().begin(null);
  }
  const { id } = state.document;
  const { state: known } = verify.getState();
  if (known.step === 'none' || known.documentId !== id) void verify.getState().verify(id);
  const { state: sealing } = seal.getState();
  if (sealing.step === 'sealed' && sealing.outcome.document.id === id) return;
  seal.getState().begin(subjectOf(state.document));
}

/** Returns what sealing needs of a document; null if it cannot be sealed. */
export function subjectOf({ id, sealability }: OpenDocument): SealSubject | null {
  if (!sealability.possible) return null;
  return { documentId: id, pages: sealability.pages, fields: sealability.emptyFields };
}

export const PLACES = ['documents', 'verify', 'seals', 'register', 'settings'] as const;
export type Place = (typeof PLACES)[number];

interface AppStore {
  readonly place: Place;
  /** Null until main has answered. */
  readonly info: AppInfo | null;
  /** True once the person has closed the notices of missing parts. */
  readonly noticesRead: boolean;
  readonly go: (place: Place) => void;
  readonly readNotices: () => void;
  readonly load: () => Promise<void>;
  readonly setPreferences: (preferences: Preferences) => Promise<void>;
}

/** Makes the store of the window itself: the place that is shown, and main's facts about the program. */
function createAppStore(app: AppBridge['app']): StoreApi<AppStore> {
  return createStore<AppStore>((set, get) => ({
    place: 'documents',
    info: null,
    noticesRead: false,
    go: (place) => set({ place }),
    readNotices: () => set({ noticesRead: true }),
    load: async () => {
      const result = await app.info();
      if (!result.ok) return;
      set({ info: result.value });
      const missing = await app.missing();
      const { info } = get();
      if (missing.ok && info !== null) set({ info: { ...info, missing: missing.value } });
    },
    setPreferences: async (preferences) => {
      const result = await app.setPreferences(preferences);
      const { info } = get();
      if (result.ok && info !== null) set({ info: { ...info, preferences: result.value } });
    },
  }));
}

/** The stores that change when a document of a request is opened. */
interface ApprovedStores {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly tokens: StoreApi<TokenStore>;
  readonly seal: StoreApi<SealStore>;
  readonly approvals: StoreApi<ApprovalsStore>;
}

/**
 * Shows a document of a request to look at, or ready to be sealed as it was approved. If the key is not
 * plugged in, the place of approvals says so.
 */
function showApproved(
  { document, approval, index, purpose }: OpenedItem,
  { app, documents, tokens, seal, approvals }: ApprovedStores,
): void {
  app.getState().go('documents');
  documents.getState().show({ ok: true, value: document });
  const item = approval.request.items[index];
  if (purpose === 'view' || item === undefined) return;
  const found = tokens
    .getState()
    .view?.tokens.flatMap(({ seals }) => seals)
    .find(({ esId }) => esId === item.esId);
  if (found === undefined) return approvals.setState({ problem: { code: 'TOKEN_NOT_FOUND' } });
  const { target } = item;
  const { purpose: use, counterpart, applicant, id } = approval.request;
  const particulars = { purpose: use, counterpart, applicant, approver: approverOf(approval), keeper: '' };
  seal.getState().adopt({ approvalId: id, choice: choiceOf(found), target, particulars });
}

function approverOf({ decision }: OpenedItem['approval']): string {
  if (decision === null) return '';
  return decision.kind === 'paper' ? decision.paper.approver : decision.decision.approver;
}

/**
 * Verifies the open document again after a synchronisation has brought lists, which may change the verdict.
 */
export function verifyAfterSync(platform: StoreApi<PlatformStore>, verify: StoreApi<VerifyStore>): void {
  platform.subscribe(({ view }, former) => {
    const known = former.view === null ? null : listsOf(former.view);
    if (view !== null && known !== null && listsOf(view) !== known) void verify.getState().renew();
  });
}

/** Shows other rules once a platform was bound or unbound. */
function followBindings(binding: StoreApi<BindingStore>, policy: StoreApi<PolicyStore>): void {
  binding.subscribe(({ view }, former) => {
    if (former.view !== null && view !== former.view) void policy.getState().load();
  });
}

/** Verifies the open document again once a list was taken over or removed, and shows whom the computer trusts now. */
function followTrustLists(
  trustLists: StoreApi<TrustListStore>,
  { app, verify }: Pick<Stores, 'app' | 'verify'>,
): void {
  trustLists.subscribe(({ view }, former) => {
    if (former.view === null || view === null || keptIn(view) === keptIn(former.view)) return;
    void verify.getState().renew();
    void app.getState().load();
  });
}

const keptIn = ({ kept }: NonNullable<TrustListStore['view']>): string => JSON.stringify(kept);

function listsOf({ platforms }: NonNullable<PlatformStore['view']>): string {
  const lists = platforms.flatMap(({ id, lists: each }) =>
    each.map(({ kind, id: list, number, issuedAt }) => [id, kind, list, number, issuedAt]),
  );
  return JSON.stringify(lists);
}
