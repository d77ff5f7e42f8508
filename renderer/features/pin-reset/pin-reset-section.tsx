import { useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TokenView } from '../../../electron/shared/model/token.ts';
import type { PinPolicy } from '../../../electron/shared/model/pin-rules.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { NewPinPanel } from './new-pin-panel.tsx';
import type { PinResetStore } from './pin-reset-store.ts';
import { RequestPanel } from './request-panel.tsx';
import { ResetList } from './reset-list.tsx';
import { ReviewPanel } from './review-panel.tsx';

interface Props {
  readonly resets: StoreApi<PinResetStore>;
  readonly tokens: TokenView | null;
  /** Null until main has answered. */
  readonly policy: PinPolicy | null;
  readonly bridge: AppBridge['pinReset'];
}

/** The panel that is open, and the applications for PIN resets. */
export function PinResetSection({ resets, tokens, policy, bridge }: Props): ReactNode {
  const texts = useTexts().pinReset;
  const store = useStore(resets);
  const { load, finished } = store;
  useEffect(() => void load(), [load]);
  return (
    <>
      {finished !== null && (
        <div className="notice notice-good" role="status">
          <p>{texts.done}</p>
          <Button onPress={store.readFinished}>{texts.close}</Button>
        </div>
      )}
      <OpenPanel store={store} tokens={tokens} policy={policy} bridge={bridge} />
      <ResetList store={store} />
    </>
  );
}

interface PanelProps extends Omit<Props, 'resets'> {
  readonly store: PinResetStore;
}

function OpenPanel({ store, tokens, policy, bridge }: PanelProps): ReactNode {
  const { panel } = store;
  if (panel === null) return null;
  if (panel.kind === 'request') {
    return <RequestPanel key={panel.token.serial} store={store} panel={panel} />;
  }
  const reset = store.resets?.find(({ number }) => number === panel.number);
  if (reset === undefined) return null;
  if (panel.kind === 'review') return <ReviewPanel store={store} reset={reset} bridge={bridge} />;
  const token = tokens?.tokens.find(({ serial }) => serial === reset.tokenSerial);
  return policy && <NewPinPanel store={store} reset={reset} token={token} policy={policy} />;
}
