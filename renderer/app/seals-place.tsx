import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { DriverPage } from '../features/drivers/driver-page.tsx';
import { TokenCards } from '../features/tokens/token-cards.tsx';
import type { Stores } from './stores.ts';

/** The keys and what lies on them, or the check of their drivers. */
export function SealsPlace({ stores }: { readonly stores: Stores }): ReactNode {
  const [page, setPage] = useState<'keys' | 'drivers'>('keys');
  const view = useStore(stores.tokens, (store) => store.view);
  if (page === 'drivers') return <DriverPage drivers={stores.drivers} onBack={() => setPage('keys')} />;
  const check = (): void => {
    setPage('drivers');
    void stores.drivers.getState().diagnose();
  };
  return <TokenCards view={view} pin={stores.pin} onCheckDrivers={check} />;
}
