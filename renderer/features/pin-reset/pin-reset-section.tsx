import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { nextStep, type ResetPurpose } from '../../../electron/shared/model/pin-reset.ts';
import type { PinPolicy } from '../../../electron/shared/model/pin-rules.ts';
import type { TokenInfo, TokenView } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { later } from '../../ui/later.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { NewPinPanel } from './new-pin-panel.tsx';
import type { PinResetStore } from './pin-reset-store.ts';
import { RequestPanel } from './request-panel.tsx';
import { ResetList } from './reset-list.tsx';

/** It draws papers by the viewer, which is most of the window's code: both are loaded with the first review. */
const ReviewPanel = later(async () => (await import('./review-panel.tsx')).ReviewPanel);

interface PinResetPanelProps {
  readonly resets: StoreApi<PinResetStore>;
  readonly tokens: TokenView | null;
  /** Null until main has answered. */
  readonly policy: PinPolicy | null;
  readonly bridge: AppBridge['pinReset'];
}

/** Shows the applications for PIN resets, after the message about the one that has just been finished. */
export function PinResetCases({ resets }: Pick<PinResetPanelProps, 'resets'>): ReactNode {
  const texts = useTexts().pinReset;
  const store = useStore(resets);
  return (
    <>
      {store.finished !== null && (
        <div className="notice notice-good" role="status">
          <p>{texts.done}</p>
          <Button onPress={store.readFinished}>{texts.close}</Button>
        </div>
      )}
      <ResetList store={store} />
    </>
  );
}

/** Shows the panel that is open; nothing if there is none. */
export function PinResetPanelView({ resets, tokens, policy, bridge }: PinResetPanelProps): ReactNode {
  const store = useStore(resets);
  const { panel } = store;
  if (panel === null) return null;
  if (panel.kind === 'request') {
    return <RequestPanel key={panel.token.serial} store={store} panel={panel} />;
  }
  if (panel.kind === 'unconnected') return <UnconnectedPanel store={store} serial={panel.token.serial} />;
  const reset = store.resets?.find(({ number }) => number === panel.number);
  if (reset === undefined) return null;
  if (panel.kind === 'review') {
    return <ReviewPanel store={store} reset={reset} bridge={bridge} />;
  }
  const token = tokens?.tokens.find(({ serial }) => serial === reset.tokenSerial);
  return policy && <NewPinPanel store={store} reset={reset} token={token} policy={policy} />;
}

interface UnconnectedPanelProps {
  readonly store: PinResetStore;
  readonly serial: string;
}

/** Says whom to turn to for a forgotten PIN where no platform takes applications. */
function UnconnectedPanel({ store, serial }: UnconnectedPanelProps): ReactNode {
  const { pinReset: texts, pin } = useTexts();
  return (
    <FormPanel title={texts.unconnectedTitle} busy={false} problem={null} onClose={store.close}>
      <p>{pin.lockedByIssuer(serial)}</p>
      <p>{texts.unconnectedCode}</p>
    </FormPanel>
  );
}

interface ResetWayProps {
  readonly token: TokenInfo;
  readonly purpose: ResetPurpose;
  readonly resets: StoreApi<PinResetStore>;
}

/** Shows the button that begins an application for a key, or the number of the one under way. */
export function ResetWay({ token, purpose, resets }: ResetWayProps): ReactNode {
  const texts = useTexts().pinReset;
  const store = useStore(resets);
  const open = store.resets?.find(
    (reset) => reset.tokenSerial === token.serial && nextStep(reset) !== 'none',
  );
  if (open !== undefined) return <p>{texts.underWay(open.number)}</p>;
  return (
    <Button
      kind={store.panel === null ? 'primary' : 'secondary'}
      onPress={() => void store.begin(token, purpose)}
    >
      {texts.apply[purpose]}
    </Button>
  );
}
