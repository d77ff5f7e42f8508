import type { ReactNode } from 'react';
import type { PreflightFinding } from '../../../electron/shared/model/preflight.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type SignatureReport,
  type VerificationReport,
} from '../../../electron/shared/model/verification-report.ts';
import { NOTES_TITLE } from '../../../electron/shared/texts/preflight-texts.ts';
import { factLines, reasonTexts } from '../../../electron/shared/texts/check-texts.ts';
import { formatDay, formatMillimetres, formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { VerdictIcon, type Tone } from '../../ui/icons.tsx';
import { documentHeadline, signatureHeadline } from './headline.tsx';
import type { VerifyState } from './verify-store.ts';

/** Shows the report of the open document, or its progress. */
export function VerificationPanel({ state }: { readonly state: VerifyState }): ReactNode {
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
  return <Report report={state.report} />;
}

function Report({ report }: { readonly report: VerificationReport }): ReactNode {
  const texts = useTexts().verify;
  const headline = documentHeadline(report, useLanguage());
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
      {report.signatures.map((signature, index) => (
        <Signature
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
      {oldestStatus !== undefined && (
        <>
          <br />
          {texts.statusAsOf(formatMinute(String(oldestStatus)))}
        </>
      )}
    </p>
  );
}

function Signature({
  signature,
  title,
}: {
  readonly signature: SignatureReport;
  readonly title: string;
}): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  const headline = signatureHeadline(signature, language);
  const { seal, signer, signedAt, place } = signature;
  return (
    <article className="signature" aria-label={title} data-verdict={signature.verdict}>
      <p className="hint">{title}</p>
      <h3>
        <VerdictIcon tone={headline.tone} /> {headline.text}
      </h3>
      <FactList
        facts={[
          [texts.seal, seal?.name ?? null],
          [texts.signer, signer === null ? null : <Name of={signer.subject} />],
          [texts.maker, seal === null ? null : <Name of={seal.maker} />],
          [texts.signedAt, signedAt === null ? null : formatMinute(signedAt)],
          [
            texts.place,
            place === null
              ? texts.noPlace
              : texts.placeText(
                  place.page + 1,
                  formatMillimetres(place.xMm + place.widthMm / 2),
                  formatMillimetres(place.yMm + place.heightMm / 2),
                ),
          ],
        ]}
      />
      <ul className="check-list">
        {shownChecks(signature).map((name) => (
          <Check key={name} name={texts.checks[name]} check={signature.checks[name]} />
        ))}
      </ul>
    </article>
  );
}

/** The register is shown only when it has something on the file: most files that are verified are not in it. */
function shownChecks({ checks }: SignatureReport): readonly CheckName[] {
  return CHECK_NAMES.filter((name) => name !== 'register' || checks.register.result !== 'skipped');
}

const CHECK_TONES: Readonly<Record<CheckResult['result'], Tone>> = {
  pass: 'good',
  unknown: 'doubt',
  fail: 'bad',
  skipped: 'neutral',
};

function Check({ name, check }: { readonly name: string; readonly check: CheckResult }): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  return (
    <li>
      <VerdictIcon tone={CHECK_TONES[check.result]} />
      <span className="check-name">{name}</span>
      <span className="check-text">
        <span className="visually-hidden">{texts.results[check.result]} </span>
        {reasonTexts[check.code][language]}
        {check.facts !== undefined && <Facts facts={check.facts} />}
      </span>
    </li>
  );
}

const FORMATS = { day: formatDay, time: formatMinute, text: (value: string) => value } as const;

/** Shows the facts behind an outcome: since when, until when, as of when. */
function Facts({ facts }: { readonly facts: NonNullable<CheckResult['facts']> }): ReactNode {
  const lines = factLines(facts, useLanguage());
  if (lines.length === 0) return null;
  return lines.map(({ label, form, value }) => (
    <span key={label} className="hint check-fact">
      {label} {FORMATS[form](value)}
    </span>
  ));
}

/** Shows a holder by common name; the whole distinguished name is the tooltip. */
function Name({ of: name }: { readonly of: string }): ReactNode {
  return <span title={name}>{formatName(name)}</span>;
}
