import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { DriverPage } from '../features/drivers/driver-page.tsx';
import { PinResetSection, ResetWay } from '../features/pin-reset/pin-reset-section.tsx';
import { SealActions } from '../features/seal-life/seal-actions.tsx';
import { SealLifeSection } from '../features/seal-life/seal-life-section.tsx';
import { TokenCards } from '../features/tokens/token-cards.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/form.tsx';
import type { AppParts } from './stores.ts';

/** The place for USB keys and their seals, with everything that can be applied for, and the driver check. */
export function SealsPlace({ bridge, stores }: AppParts): ReactNode {
  const texts = useTexts().sealLife;
  const [page, setPage] = useState<'keys' | 'drivers'>('keys');
  const view = useStore(stores.tokens, (store) => store.view);
  const open = useStore(stores.sealLife, (store) => store.open);
  const policy = useStore(stores.pin, ({ life }) => life?.policy ?? null);
  const connected = useStore(stores.platform, (store) => (store.view?.platforms.length ?? 0) > 0);
  if (page === 'drivers') return <DriverPage drivers={stores.drivers} onBack={() => setPage('keys')} />;
  const check = (): void => {
    setPage('drivers');
    void stores.drivers.getState().diagnose();
  };
  return (
    <TokenCards
      view={view}
      pin={stores.pin}
      onCheckDrivers={check}
      actions={<Button onPress={() => open({ kind: 'loss', preset: null })}>{texts.reportLoss}</Button>}
      resetWay={
        connected
          ? (token, purpose) => <ResetWay token={token} purpose={purpose} resets={stores.pinReset} />
          : null
      }
      sealFoot={(seal) => <SealActions seal={seal} life={stores.sealLife} />}
    >
      <PinResetSection resets={stores.pinReset} tokens={view} policy={policy} bridge={bridge.pinReset} />
      <SealLifeSection life={stores.sealLife} tokens={view} bridge={bridge.sealLife} />
    </TokenCards>
  );
}
