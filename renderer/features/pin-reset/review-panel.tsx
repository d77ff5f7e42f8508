import type { ReactNode } from 'react';
import type { PinReset } from '../../../electron/shared/model/pin-reset.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import { PaperPreview } from './paper-preview.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

interface Props {
  readonly store: PinResetStore;
  readonly reset: PinReset;
  readonly bridge: AppBridge['pinReset'];
}

/** What will be sent, to be looked at before it is. */
export function ReviewPanel({ store, reset, bridge }: Props): ReactNode {
  const { pinReset: texts, sealLife } = useTexts();
  const { number, tokenSerial, sealName, holderName, applicant, reason, papers } = reset;
  const { name, role, contact } = applicant;
  return (
    <LifePanel
      title={texts.reviewTitle(number)}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      closeText={texts.later}
      more={
        <Button onPress={() => void store.withdraw(number)} isDisabled={store.busy}>
          {texts.withdraw}
        </Button>
      }
      submit={{ text: texts.submit, ready: true, act: () => void store.submit(number) }}
    >
      <FactList
        facts={[
          [texts.key, tokenSerial],
          [texts.seal, sealName],
          [texts.holder, holderName],
          [texts.applicant, `${name} · ${sealLife.person.roles[role]} · ${contact}`],
          [texts.reason, reason],
        ]}
      />
      <p className="hint">{texts.reviewHint}</p>
      {papers.map((paper) => (
        <PaperPreview key={paper.id} number={number} paper={paper} bridge={bridge} />
      ))}
    </LifePanel>
  );
}
