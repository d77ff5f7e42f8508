import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { nextStep, type ResetPurpose } from '../../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

interface Props {
  readonly token: TokenInfo;
  readonly purpose: ResetPurpose;
  readonly resets: StoreApi<PinResetStore>;
}

/** What leads from a key to its application: the button that begins one, or word of the one under way. */
export function ResetWay({ token, purpose, resets }: Props): ReactNode {
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
