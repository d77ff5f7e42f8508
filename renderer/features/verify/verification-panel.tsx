import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import type { PreflightFinding } from '../../../electron/shared/model/preflight.ts';
import type { TrustListAge } from '../../../electron/shared/model/trust-lists.ts';
import { listsBehind, type VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { revisionsSince } from '../../../electron/shared/texts/change-texts.ts';
import { NOTES_TITLE } from '../../../electron/shared/texts/preflight-texts.ts';
import { documentStep } from '../../../electron/shared/texts/next-step-texts.ts';
import { formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { useSourceName } from '../../lib/platform-names.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { documentHeadline } from './headline.tsx';
import type { DetailsStore } from './details-store.ts';
import { RevisionList } from './revision-list.tsx';
import { type Behind, SignatureCard } from './signature-card.tsx';
import { NextSteps } from './next-steps.tsx';
import type { VerifyState } from './verify-store.ts';

/** The document behind a report, and the way to its pages. */
export interface ReportSight {
  readonly store: StoreApi<DetailsStore>;
  /** Brings the pages into sight, where they are not. */
  readonly onPages: () => void;
}

interface Props {
  readonly state: VerifyState;
  /** Absent where the report stands alone. */
  readonly sight?: ReportSight;
  /** Stands below the headline of a report: what helps where the verdict is open. */
  readonly help?: (report: VerificationReport) => ReactNode;
}

/** Shows the report of the open document, or its progress. */
export function VerificationPanel({ state, sight, help }: Props): ReactNode {
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
  const { documentId, report } = state;
  const helping = help?.(report) ?? null;
  if (sight === undefined || report.signatures.length === 0)
    return <Report report={report} behind={null} help={helping} />;
  return <ReportInSight report={report} documentId={documentId} sight={sight} help={helping} />;
}

interface SightProps {
  readonly report: VerificationReport;
  readonly documentId: string;
  readonly sight: ReportSight;
  readonly help: ReactNode;
}

/** Shows the report with what stands behind it, which is read anew for each report. */
function ReportInSight({ report, documentId, sight, help }: SightProps): ReactNode {
  const { store, onPages } = sight;
  const { state, shown, focused, load, show, focus } = useStore(store);
  useEffect(() => void load(documentId), [load, documentId, report]);
  const details = state.step === 'ready' && state.documentId === documentId ? state.details : null;
  const version = shown?.documentId === documentId ? shown.revision.number : null;
  const onVersion = (revision: RevisionEntry | null): void => {
    show(revision === null ? null : { documentId, revision });
    onPages();
  };
  const behindOf = (signature: number): Behind => ({
    isFocused: focused?.documentId === documentId && focused.signature === signature,
    details: details?.signatures[signature] ?? null,
    revision: details?.revisions.find(({ signatures }) => signatures.includes(signature)) ?? null,
    since: details === null ? null : revisionsSince(details.revisions, signature),
    onPlace: () => {
      focus({ documentId, signature });
      onPages();
    },
    onVersion,
  });
  return (
    <Report report={report} behind={behindOf} help={help}>
      {state.step === 'failed' && <ErrorView error={state.error} />}
      {details === null ? (
        state.step === 'loading' && <LoadingDetails />
      ) : (
        <RevisionList
          details={details}
          signatures={report.signatures}
          shown={version}
          onVersion={onVersion}
        />
      )}
    </Report>
  );
}

function LoadingDetails(): ReactNode {
  return (
    <p className="hint" role="status">
      {useTexts().verify.loadingDetails}
    </p>
  );
}

interface ReportProps {
  readonly report: VerificationReport;
  readonly behind: ((signature: number) => Behind) | null;
  readonly help: ReactNode;
  readonly children?: ReactNode;
}

function Report({ report, behind, help, children }: ReportProps): ReactNode {
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
          behind={behind === null ? null : behind(index)}
          title={texts.signature(index + 1, report.signatures.length)}
        />
      ))}
      {children}
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
  const [oldest] = listsBehind(report.signatures);
  const [oldestStatus] = report.signatures
    .flatMap(({ checks }) => checks.status.facts?.statusAsOf ?? [])
    .sort();
  return (
    <p className="hint">
      {texts.trustSource}
      <br />
      {oldest === undefined
        ? texts.noList
        : texts.listAsOfBy(formatMinute(oldest.issuedAt), formatName(oldest.source))}
      {(report.trustLists ?? []).map((list) => (
        <TrustListLine key={list.source} list={list} />
      ))}
      {(report.offlineBundles ?? []).map(({ platform, issuedAt }) => (
        <span key={platform}>
          <br />
          {texts.offlineBundle(formatMinute(issuedAt), platform)}
        </span>
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
  const { issuedAt, state } = list;
  const source = useSourceName()(list.source);
  const say = state === 'outdated' ? texts.reportOutdated : texts.report;
  return (
    <>
      <br />
      {state === 'changed' ? texts.reportChanged(source) : say(formatMinute(issuedAt), source)}
    </>
  );
}
