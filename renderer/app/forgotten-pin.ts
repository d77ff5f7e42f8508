import type { StoreApi } from 'zustand/vanilla';
import { nextStep } from '../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import type { PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import type { AppStore } from './app-store.ts';
import type { SealsViewStore } from './seals-view.ts';

interface Led {
  readonly app: StoreApi<AppStore>;
  readonly pinReset: StoreApi<PinResetStore>;
  readonly platform: StoreApi<PlatformStore>;
  readonly sealsView: StoreApi<SealsViewStore>;
}

/**
 * Leads a person who has forgotten a PIN to the application for a reset (口令重置申请): to the one under way if there
 * is one, to the form, or, where no platform takes applications, to the words about the issuer. No try is used.
 */
export async function leadToReset(
  token: TokenInfo,
  { app, pinReset, platform, sealsView }: Led,
): Promise<void> {
  await pinReset.getState().load();
  const { resets, open, begin, close } = pinReset.getState();
  const underWay = resets?.some((each) => each.tokenSerial === token.serial && nextStep(each) !== 'none');
  close();
  app.getState().go('seals');
  if (underWay === true) sealsView.getState().show('cases');
  else if ((platform.getState().view?.platforms.length ?? 0) > 0) await begin(token, 'reset');
  else open({ kind: 'unconnected', token });
}
