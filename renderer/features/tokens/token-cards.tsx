import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand';
import type { TokenView } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import type { PinStore } from './pin-store.ts';
import { TokenCard } from './token-card.tsx';
import type { ResetWay } from './token-advice.tsx';
import type { SealFoot } from './token-contents.tsx';

interface Props {
  readonly view: TokenView | null;
  readonly pin: StoreApi<PinStore>;
  readonly onCheckDrivers: () => void;
  /** Buttons beside the title. */
  readonly actions: ReactNode;
  readonly sealFoot: SealFoot;
  /** What leads to an application for a PIN reset; null where no platform takes one. */
  readonly resetWay: ResetWay | null;
  /** What comes before the keys. */
  readonly children: ReactNode;
}

/** The place that shows every key with its state, the next step, certificates and seals. */
export function TokenCards(props: Props): ReactNode {
  const { view, pin, onCheckDrivers, actions, sealFoot, resetWay, children } = props;
  const texts = useTexts();
  if (view === null) return <p role="status">{texts.seal.loading}</p>;
  return (
    <div className="place-column">
      <div className="place-head">
        <h1>{texts.tokens.title}</h1>
        <div className="button-row">
          {actions}
          <Button onPress={onCheckDrivers}>{texts.drivers.open}</Button>
        </div>
      </div>
      {children}
      {view.tokens.length === 0 && (
        <EmptyState icon={<KeyIcon />} title={texts.tokens.emptyTitle} text={texts.tokens.emptyText} />
      )}
      {view.tokens.map((token) => (
        <TokenCard
          key={`${token.module} ${token.serial}`}
          token={token}
          pin={pin}
          sealFoot={sealFoot}
          resetWay={resetWay}
        />
      ))}
      {view.failures.map(({ module, error }) => (
        <section key={module} className="card" aria-label={texts.tokens.failures}>
          <ErrorView error={error} title={texts.tokens.failures} />
          <FactList facts={[[texts.tokens.driver, module]]} />
        </section>
      ))}
    </div>
  );
}
