import { type ReactNode, useCallback } from 'react';
import type { PinReset, ResetPaper } from '../../../electron/shared/model/pin-reset.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { PaperPreview } from '../../ui/paper-preview.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

interface ReviewPanelProps {
  readonly store: PinResetStore;
  readonly reset: PinReset;
  readonly bridge: AppBridge['pinReset'];
}

/** Shows exactly what will be sent before it is submitted. */
export function ReviewPanel({ store, reset, bridge }: ReviewPanelProps): ReactNode {
  const { pinReset: texts, sealLife } = useTexts();
  const { number, tokenSerial, sealName, holderName, applicant, reason, papers } = reset;
  const { name, role, contact } = applicant;
  return (
    <FormPanel
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
        <ResetPaperView key={paper.id} number={number} paper={paper} bridge={bridge} />
      ))}
    </FormPanel>
  );
}

interface ResetPaperViewProps {
  readonly number: string;
  readonly paper: ResetPaper;
  readonly bridge: AppBridge['pinReset'];
}

/** Shows a watermarked paper of the application. */
function ResetPaperView({ number, paper, bridge }: ResetPaperViewProps): ReactNode {
  const texts = useTexts().pinReset;
  const { id, kind, name, pages } = paper;
  const read = useCallback(() => bridge.paper({ number, paperId: id }), [bridge, number, id]);
  return (
    <PaperPreview
      title={texts.paperTitle(texts.kinds[kind], name, pages)}
      pageOf={(page) => texts.pageOf(name, page)}
      unreadable={texts.unreadable}
      read={read}
    />
  );
}
