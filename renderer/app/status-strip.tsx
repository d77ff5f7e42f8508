import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand';
import type { TokenView } from '../../electron/shared/model/token.ts';
import type { TrustInfo } from '../../electron/shared/model/app-info.ts';
import { PlatformStatus } from '../features/platform/platform-status.tsx';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import { HeldPinLine } from '../features/seal/held-pin-line.tsx';
import type { HeldPinStore } from '../features/seal/held-pin-store.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { KeyIcon } from '../ui/icons.tsx';
import type { Place } from './app-store.ts';
import { keyText } from './key-text.ts';

interface Props {
  readonly tokens: TokenView | null;
  readonly trust: TrustInfo | null;
  readonly heldPin: StoreApi<HeldPinStore>;
  readonly platform: StoreApi<PlatformStore>;
  readonly onGo: (place: Place) => void;
}

/** Key, platform and age of the revocation list, always in sight; each part opens what it speaks of. */
export function StatusStrip({ tokens, trust, heldPin, platform, onGo }: Props): ReactNode {
  const texts = useTexts();
  return (
    <footer className="status-strip" aria-label={texts.statusLabel}>
      <button type="button" onClick={() => onGo('seals')} data-testid="status-key">
        <KeyIcon />
        {tokens === null ? texts.seal.loading : keyText(tokens, texts)}
      </button>
      <HeldPinLine store={heldPin} />
      <PlatformStatus
        store={platform}
        folderListsAsOf={trust?.revocationListsAsOf ?? null}
        onOpen={() => onGo('settings')}
      />
    </footer>
  );
}
