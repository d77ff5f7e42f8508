import { type ReactNode, useState } from 'react';
import {
  awaitsCode,
  isStanding,
  isTurnedDown,
  reportNumber,
} from '../../../electron/shared/model/loss-report.ts';
import type { LossReportView } from '../../../electron/shared/model/seal-life.ts';
import { formatMinute } from '../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, TextEntry } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** The months that a notice covers at first. */
const NOTICE_MONTHS = 12;

/** Lists the loss reports of this computer, each with its state, times and sources. */
export function LossList({ store }: { readonly store: SealLifeStore }): ReactNode {
  const texts = useTexts().sealLife.loss;
  const losses = store.view?.losses ?? [];
  if (losses.length === 0) return null;
  return (
    <section className="card" aria-label={texts.list} data-testid="losses">
      <h2>{texts.list}</h2>
      {losses.map((report) => (
        <Loss key={report.id} report={report} store={store} />
      ))}
    </section>
  );
}

function Loss({
  report,
  store,
}: {
  readonly report: LossReportView;
  readonly store: SealLifeStore;
}): ReactNode {
  const texts = useTexts().sealLife;
  const standing = isStanding(report);
  return (
    <article className={standing ? 'life-case life-case-danger' : 'life-case'} aria-label={report.sealName}>
      <h3>{report.sealName}</h3>
      <FactList facts={factsOf(report, store.view?.hasPlatform === true, texts)} />
      {standing && !report.mayWithdraw && report.withdrawal === null && report.received !== null && (
        <p className="hint">{texts.loss.noWithdrawal}</p>
      )}
      <div className="button-row">
        {standing && (
          <Button onPress={() => void store.openNotice(report.id, NOTICE_MONTHS)}>{texts.loss.notice}</Button>
        )}
        {awaitsCode(report) && (
          <Button kind="primary" onPress={() => store.open({ kind: 'authorise', id: report.id })}>
            {texts.loss.authorise}
          </Button>
        )}
        {report.mayWithdraw && (
          <Button onPress={() => store.open({ kind: 'withdrawal', id: report.id })}>
            {isTurnedDown(report) ? texts.loss.lift : texts.loss.withdraw}
          </Button>
        )}
      </div>
    </article>
  );
}

function factsOf(report: LossReportView, hasPlatform: boolean, texts: Messages['sealLife']) {
  const { reportedAt, received, withdrawal, reporter } = report;
  return [
    [texts.loss.number, reportNumber(report)],
    [texts.loss.reported, `${texts.here(formatMinute(reportedAt))} · ${reporter.name}`],
    [texts.loss.received, atPlatform(received?.receivedAt, texts)],
    [texts.loss.state, stateText(report, hasPlatform, texts)],
    [texts.loss.decided, atPlatform(received?.decidedAt, texts)],
    [texts.loss.decision, received?.decisionReason ?? null],
    [
      texts.loss.withdrawal,
      withdrawal === null
        ? null
        : [
            texts.loss.withdrawalStates[withdrawal.state],
            texts.here(formatMinute(withdrawal.askedAt)),
            withdrawal.decisionReason,
          ]
            .filter((part) => part !== null)
            .join(' · '),
    ],
    [texts.loss.reason, report.what],
  ] as const;
}

function atPlatform(time: string | null | undefined, { platform }: Messages['sealLife']): string | null {
  return time === null || time === undefined ? null : platform(formatMinute(time));
}

function stateText(
  { received, refused }: LossReportView,
  hasPlatform: boolean,
  { loss, application }: Messages['sealLife'],
): string {
  if (received !== null) {
    return `${loss.states[received.state]} · ${application.checked(formatMinute(received.checkedAt))}`;
  }
  if (refused !== null) return `${loss.refused(refused.title)} · ${formatMinute(refused.at)}`;
  return hasPlatform ? loss.queued : loss.queuedNoPlatform;
}

/** The form that asks the platform to withdraw a loss report. */
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
    <FormPanel
      title={texts.loss.withdrawTitle(reportNumber(report))}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{
        text: isTurnedDown(report) ? texts.loss.lift : texts.loss.withdrawSubmit,
        ready: reason.trim() !== '',
        act: () => void store.withdraw({ id: report.id, reason: reason.trim() }),
      }}
    >
      <p>{report.sealName}</p>
      {!isTurnedDown(report) && <p>{texts.loss.stillBlocked}</p>}
      {cited !== undefined && <p className="hint">{texts.basis(cited)}</p>}
      <TextEntry
        label={texts.loss.withdrawReason}
        value={reason}
        onChange={setReason}
        placeholder={texts.loss.withdrawPlaceholder}
        required
        maxLength={2000}
      />
    </FormPanel>
  );
}
