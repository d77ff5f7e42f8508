import { useState, type ReactNode } from 'react';
import { reportNumber } from '../../../electron/shared/model/loss-report.ts';
import type { LossReportView } from '../../../electron/shared/model/seal-life.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/text-entry.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** Asks for the withdrawal of a loss report; the platform decides. */
export function WithdrawalPanel({
  store,
  report,
}: {
  readonly store: SealLifeStore;
  readonly report: LossReportView;
}): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const cited = report.clause?.[language === 'en' ? 'en' : 'zh'];
  return (
    <LifePanel
      title={texts.loss.withdrawTitle(reportNumber(report))}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{
        text: report.received === null ? texts.loss.lift : texts.loss.withdrawSubmit,
        ready: reason.trim() !== '',
        act: () => void store.withdraw({ id: report.id, reason: reason.trim() }),
      }}
    >
      <p>{report.sealName}</p>
      {report.received !== null && <p>{texts.loss.stillBlocked}</p>}
      {cited !== undefined && <p className="hint">{texts.basis(cited)}</p>}
      <TextEntry
        label={texts.loss.withdrawReason}
        value={reason}
        onChange={setReason}
        placeholder={texts.loss.withdrawPlaceholder}
        required
        maxLength={2000}
      />
    </LifePanel>
  );
}
