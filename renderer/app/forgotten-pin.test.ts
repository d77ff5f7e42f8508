import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PinReset } from '../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import type { PinResetStore } from '../features/pin-reset/pin-reset-store.ts';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import type { AppStore } from './app-store.ts';
import { leadToReset } from './forgotten-pin.ts';
import type { SealsViewStore } from './seals-view.ts';

// Only the serial number is looked at.
const TOKEN = { serial: 'K1' } as TokenInfo;
const reset = (tokenSerial: string, state: PinReset['state']): PinReset =>
  // Only the key and the state are looked at.
  ({ tokenSerial, state, progress: 'none' }) as unknown as PinReset;

async function lead(platforms: number, resets: readonly PinReset[]): Promise<readonly string[]> {
  const done: string[] = [];
  // Each store has what the way needs.
  const app = createStore(() => ({ go: (place: string) => done.push(place) }) as unknown as AppStore);
  const pinReset = createStore(
    () =>
      ({
        resets,
        load: () => Promise.resolve(),
        close: () => undefined,
        begin: async (token: TokenInfo, purpose: string) => void done.push(`form ${token.serial} ${purpose}`),
        open: ({ kind }: { readonly kind: string }) => done.push(kind),
      }) as unknown as PinResetStore,
  );
  const platform = createStore(
    () => ({ view: { platforms: Array.from({ length: platforms }) } }) as unknown as PlatformStore,
  );
  const sealsView = createStore(
    () => ({ show: (view: string) => done.push(view) }) as unknown as SealsViewStore,
  );
  await leadToReset(TOKEN, { app, pinReset, platform, sealsView });
  return done;
}

describe('leadToReset', () => {
  it('opens the form for the key while its PIN is not locked', async () => {
    expect(await lead(1, [reset('K1', 'done'), reset('K2', 'underReview')])).toEqual([
      'seals',
      'form K1 reset',
    ]);
  });

  it('shows the application that is under way', async () => {
    expect(await lead(1, [reset('K1', 'underReview')])).toEqual(['seals', 'cases']);
  });

  it('names the issuer where no platform takes applications', async () => {
    expect(await lead(0, [])).toEqual(['seals', 'unconnected']);
  });
});
