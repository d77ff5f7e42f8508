import type { ReactNode } from 'react';
import type { PreflightFinding } from '../../../electron/shared/model/preflight.ts';
import type { TrustListAge } from '../../../electron/shared/model/trust-lists.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { NOTES_TITLE } from '../../../electron/shared/texts/preflight-texts.ts';
import { documentStep } from '../../../electron/shared/texts/next-step-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { documentHeadline } from './headline.tsx';
import { SignatureCard } from './signature-card.tsx';
import { NextSteps } from './next-steps.tsx';
import type { VerifyState } from './verify-store.ts';

interface Props {
  readonly state: VerifyState;
  /** Stands below the headline of a report: what helps where the verdict is open. */
  readonly help?: (report: VerificationReport) => ReactNode;
}

/** Shows the report of the open document, or its progress. */
export function VerificationPanel({ state, help }: Props): ReactNode {
  const texts = useTexts().verify;
  if (state.step === 'none') return null;
  if (state.step === 'verifying') {
    return (
      <p className="panel-section" role="status">
        {texts.verifying}
      </p>
    );
  }
  if (state.step === 'failed') {
    return (
      <div className="panel-section">
        <ErrorView error={state.error} title={texts.error} />
      </div>
    );
  }
  return <Report report={state.report} help={help?.(state.report) ?? null} />;
}

interface ReportProps {
  readonly report: VerificationReport;
  readonly help: ReactNode;
}

function Report({ report, help }: ReportProps): ReactNode {
  const texts = useTexts().verify;
  const headline = documentHeadline(report, useLanguage());
  const step = documentStep(report);
  return (
    <section
      className="panel-section report"
      aria-label={texts.title}
      data-testid="report"
      data-verdict={report.verdict}
    >
      <h2 className="report-headline">
        <VerdictIcon tone={headline.tone} /> {headline.text}
      </h2>
      {report.error !== undefined && <ErrorView error={report.error} />}
      {report.verdict === 'unsigned' && <p>{texts.unsignedText}</p>}
      {help}
      {step !== null && <NextSteps steps={[step]} />}
      {report.signatures.map((signature, index) => (
        <SignatureCard
          key={`${index} ${signature.field}`}
          signature={signature}
          title={texts.signature(index + 1, report.signatures.length)}
        />
      ))}
      <Notes notes={report.notes ?? []} />
      {report.signatures.length > 0 && <Sources report={report} />}
    </section>
  );
}

/** What could change the look of the sealed document, whatever its seals are worth. */
function Notes({ notes }: { readonly notes: readonly PreflightFinding[] }): ReactNode {
  const language = useLanguage();
  if (notes.length === 0) return null;
  return (
    <section className="signature" aria-label={NOTES_TITLE[language]} data-testid="notes">
      <p>{NOTES_TITLE[language]}</p>
      <ul className="report-notes">
        {notes.map((finding, index) => (
          <FindingView key={index} finding={finding} onPage={null} />
        ))}
      </ul>
    </section>
  );
}

function Sources({ report }: { readonly report: VerificationReport }): ReactNode {
  const texts = useTexts().verify;
  const [oldest] = [...report.revocationListsAsOf].sort();
  const [oldestStatus] = report.signatures
    .flatMap(({ checks }) => checks.status.facts?.statusAsOf ?? [])
    .sort();
  return (
    <p className="hint">
      {texts.trustSource}
      <br />
      {oldest === undefined ? texts.noList : texts.listAsOf(formatMinute(oldest))}
      {(report.trustLists ?? []).map((list) => (
        <TrustListLine key={list.source} list={list} />
      ))}
      {oldestStatus !== undefined && (
        <>
          <br />
          {texts.statusAsOf(formatMinute(String(oldestStatus)))}
        </>
      )}
    </p>
  );
}

function TrustListLine({ list }: { readonly list: TrustListAge }): ReactNode {
  const texts = useTexts().trustLists;
  const { source, issuedAt, state } = list;
  const say = state === 'outdated' ? texts.reportOutdated : texts.report;
  return (
    <>
      <br />
      {state === 'changed' ? texts.reportChanged(source) : say(formatMinute(issuedAt), source)}
    </>
  );
}
