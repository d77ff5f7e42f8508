import type { StoreApi } from 'zustand/vanilla';
import type { SealOutcome } from '../../electron/wire/window/documents.ts';
import {
  createDocumentStore,
  type DocumentState,
  type DocumentStore,
} from '../features/documents/document-store.ts';
import { createApprovalsStore, type ApprovalsStore } from '../features/approvals/approvals-store.ts';
import { createDriverStore, type DriverStore } from '../features/drivers/driver-store.ts';
import { createRegisterStore, type RegisterStore } from '../features/register/register-store.ts';
import { createSealLifeStore, type SealLifeStore } from '../features/seal-life/seal-life-store.ts';
import { createHeldPinStore, type HeldPinStore } from '../features/seal/held-pin-store.ts';
import { createSealStore, type SealStore } from '../features/seal/seal-store.ts';
import { createPinResetStore, type PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import { createPinStore, type PinStore } from '../features/tokens/pin-store.ts';
import { createPlatformStore, type PlatformStore } from '../features/platform/platform-store.ts';
import { createPolicyStore, type PolicyStore } from '../features/settings/policy-store.ts';
import { createTokenStore, type TokenStore } from '../features/tokens/token-store.ts';
import { createVerifyStore, type VerifyStore } from '../features/verify/verify-store.ts';
import type { AppBridge } from '../lib/bridge.ts';
import { approvalClauseOf } from '../lib/approval-clause.ts';
import { showApproved } from './show-approved.ts';
import { createAppStore, type AppStore } from './app-store.ts';
import { verifyAfterSync } from './verify-after-sync.ts';

export interface Stores {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly tokens: StoreApi<TokenStore>;
  readonly pin: StoreApi<PinStore>;
  readonly drivers: StoreApi<DriverStore>;
  readonly seal: StoreApi<SealStore>;
  readonly register: StoreApi<RegisterStore>;
  readonly approvals: StoreApi<ApprovalsStore>;
  readonly heldPin: StoreApi<HeldPinStore>;
  readonly verify: StoreApi<VerifyStore>;
  readonly platform: StoreApi<PlatformStore>;
  readonly policy: StoreApi<PolicyStore>;
  readonly sealLife: StoreApi<SealLifeStore>;
  readonly pinReset: StoreApi<PinResetStore>;
  /** Runs an action that replaces the document: now, or when the seal under way has ended. */
  whenIdle(action: () => void): void;
}

/** What every place of the window works with. */
export interface AppParts {
  readonly bridge: AppBridge;
  readonly stores: Stores;
}

/** One store a feature, and the few sentences that connect them. */
export function createStores(bridge: AppBridge): Stores {
  const app = createAppStore(bridge.app);
  const documents = createDocumentStore(bridge.documents);
  const tokens = createTokenStore(bridge.tokens);
  const pin = createPinStore(bridge.pin);
  const drivers = createDriverStore(bridge.drivers);
  const register = createRegisterStore(bridge.register);
  const verify = createVerifyStore(bridge.verify);
  const platform = createPlatformStore(bridge.platform);
  const policy = createPolicyStore(bridge.policy);
  const sealLife = createSealLifeStore(bridge.sealLife);
  const pinReset = createPinResetStore(bridge.pinReset, () => bridge.sealLife.knownSeals());
  const heldPin = createHeldPinStore(bridge.pin);
  const seal = createSealStore(
    bridge.seal,
    (outcome) => showSealed(outcome),
    (serial) => heldPin.getState().held?.tokenSerial === serial,
    (choice) => approvalClauseOf(tokens.getState().view, choice, 'zh-CN') !== null,
  );

  const approvals = createApprovalsStore(bridge.approvals, (item) =>
    showApproved(item, { app, documents, tokens, seal, approvals }),
  );

  const showSealed = ({ document, report }: SealOutcome): void => {
    verify.getState().show(document.id, report);
    documents.getState().show({ ok: true, value: document });
  };
  documents.subscribe(({ state }, former) => {
    if (state !== former.state) follow(state, { verify, seal });
  });
  tokens.subscribe(({ view }, former) => {
    if (view !== null && view !== former.view) pin.getState().follow(view.tokens);
  });
  verifyAfterSync(platform, verify);
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
    tokens,
    pin,
    drivers,
    seal,
    heldPin,
    register,
    approvals,
    verify,
    platform,
    policy,
    sealLife,
    pinReset,
    whenIdle,
  };
}

function runWhenIdle(seal: StoreApi<SealStore>, action: () => void): void {
  if (seal.getState().state.step !== 'working') return action();
  const stop = seal.subscribe(({ state }) => {
    if (state.step === 'working') return;
    stop();
    action();
  });
}

/** Another document: its seals are verified unasked, and sealing starts from the beginning. */
function follow(state: DocumentState, { verify, seal }: Pick<Stores, 'verify' | 'seal'>): void {
  if (state.step !== 'open') {
    verify.getState().clear();
    return seal.getState().begin(null);
  }
  const { id, sealability } = state.document;
  const { state: known } = verify.getState();
  if (known.step === 'none' || known.documentId !== id) void verify.getState().verify(id);
  const { state: sealing } = seal.getState();
  if (sealing.step === 'sealed' && sealing.outcome.document.id === id) return;
  seal.getState().begin(sealability.possible ? { documentId: id, pages: sealability.pages } : null);
}
