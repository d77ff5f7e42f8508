import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand';
import type { TrustInfo } from '../../electron/shared/model/app-description.ts';
import type { TokenView } from '../../electron/shared/model/token.ts';
import { PlatformStatus } from '../features/platform/platform-status.tsx';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import { HeldPinLine, type HeldPinStore } from '../features/seal/held-pin.tsx';
import { type Messages, useTexts } from '../lib/i18n/use-texts.ts';
import { KeyIcon } from '../ui/icons.tsx';
import type { Place } from './app-store.ts';

interface Props {
  readonly tokens: TokenView | null;
  readonly trust: TrustInfo | null;
  readonly heldPin: StoreApi<HeldPinStore>;
  readonly platform: StoreApi<PlatformStore>;
  readonly onGo: (place: Place) => void;
  /** The state of a window that only verifies, in place of key and platform; null for any other. */
  readonly verifyOnly: ReactNode;
}

/** Shows key, platform and age of the revocation list at all times; each part opens its place. */
export function StatusStrip({ tokens, trust, heldPin, platform, onGo, verifyOnly }: Props): ReactNode {
  const texts = useTexts();
  if (verifyOnly !== null) {
    return (
      <footer className="status-strip" aria-label={texts.statusLabel}>
        {verifyOnly}
      </footer>
    );
  }
  return (
    <footer className="status-strip" aria-label={texts.statusLabel}>
      <button type="button" onClick={() => onGo('seals')} data-testid="status-key">
        <KeyIcon />
        {tokens === null ? texts.seal.loading : keyText(tokens, texts)}
      </button>
      <HeldPinLine store={heldPin} />
      <PlatformStatus store={platform} trust={trust} onOpen={() => onGo('settings')} />
    </footer>
  );
}

/** Describes the keys in a few words: none, the one with its state, or their number. */
export function keyText({ tokens }: TokenView, texts: Messages): string {
  const [first] = tokens;
  if (first === undefined) return texts.status.noKey;
  return tokens.length === 1
    ? texts.status.key(first.label, texts.tokens.states[first.state])
    : texts.status.moreKeys(tokens.length);
}
