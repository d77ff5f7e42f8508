import type { ReactNode } from 'react';
import type { LossNoticeDraft } from '../../../electron/shared/model/loss-report.ts';
import type { LossReportView } from '../../../electron/shared/model/seal-life.ts';
import { lossNotice } from '../../../electron/shared/texts/loss-notice.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/form.tsx';
import { NoticeText } from '../../ui/notice-text.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly report: LossReportView;
  readonly draft: LossNoticeDraft;
  readonly bridge: Pick<AppBridge['sealLife'], 'copyText' | 'saveNotice'>;
}

const MONTHS = ['3', '6', '12', '24'] as const;

/** The notice to recent counterparts, which the person corrects, copies or saves, and sends. */
export function NoticePanel({ store, report, draft, bridge }: Props): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const names = draft.counterparts.map(({ name }) => name);
  const months = MONTHS.find((each) => each === String(draft.months)) ?? '12';
  return (
    <FormPanel title={texts.loss.noticeTitle} busy={false} problem={store.problem} onClose={store.close}>
      <p>{texts.loss.noticeIntro(draft.months)}</p>
      {names.length === 0 && <p className="notice notice-warning">{texts.loss.noCounterparts}</p>}
      <ChoiceField
        label={texts.loss.months}
        value={months}
        options={MONTHS.map((each) => [each, texts.loss.monthOption(Number(each))])}
        onChange={(each) => void store.openNotice(report.id, Number(each))}
      />
      <NoticeText
        key={draft.months}
        draft={lossNotice(report, names, language)}
        ways={{
          copy: (text) => bridge.copyText({ text }),
          save: (text) => bridge.saveNotice({ text, kind: 'loss' }),
        }}
      />
    </FormPanel>
  );
}
