import type { ReactNode } from 'react';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  PLAIN_CODES,
  type ReasonCode,
  type SignatureReport,
} from '../../../electron/shared/model/verification-report.ts';
import { factLines, reasonTexts } from '../../../electron/shared/texts/check-texts.ts';
import { formatDay, formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';

type Checks = SignatureReport['checks'];

/** The register is shown only when it has something on the file: most files that are verified are not in it. */
function shownChecks(checks: Checks): readonly CheckName[] {
  return CHECK_NAMES.filter((name) => name !== 'register' || checks.register.result !== 'skipped');
}

const PLAIN: readonly ReasonCode[] = PLAIN_CODES;

/** Tells whether a check has nothing to say beyond that it passed, or that it does not apply. */
function isQuiet({ result, code }: CheckResult): boolean {
  return (result === 'pass' || result === 'skipped') && PLAIN.includes(code);
}

/** Shows the checks of a signature: what is not well stands open, the others fold into one line. */
export function CheckRows({ checks }: { readonly checks: Checks }): ReactNode {
  const texts = useTexts().verify;
  const shown = shownChecks(checks);
  const quiet = shown.filter((name) => isQuiet(checks[name]));
  const loud = shown.filter((name) => !isQuiet(checks[name]));
  const rows = (names: readonly CheckName[]): ReactNode => (
    <ul className="check-list">
      {names.map((name) => (
        <Check key={name} name={texts.checks[name]} check={checks[name]} />
      ))}
    </ul>
  );
  const foldTitle = loud.length === 0 ? texts.quietChecks : texts.otherChecks;
  const passed = quiet.filter((name) => checks[name].result === 'pass').length;
  return (
    <>
      {loud.length > 0 && rows(loud)}
      {quiet.length > 0 && (
        <details className="check-fold" data-testid="quiet-checks">
          <summary>
            <VerdictIcon tone={passed > 0 ? 'good' : 'neutral'} />
            {foldTitle(passed, quiet.length - passed)}
          </summary>
          {rows(quiet)}
        </details>
      )}
    </>
  );
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
