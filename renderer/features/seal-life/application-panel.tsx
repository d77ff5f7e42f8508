import { type ReactNode, useState } from 'react';
import {
  type ApplicationKind,
  awaitsStoring,
  needsReasonText,
  type SealApplication,
  type SealLifeRules,
} from '../../../electron/shared/model/seal-life.ts';
import type { ApplicationPaperKind } from '../../../electron/shared/model/application-papers.ts';
import type { PersonRole } from '../../../electron/shared/model/loss-report.ts';
import { requiredPapers } from '../../../electron/shared/model/pin-reset.ts';
import type { ApplicationReason } from '../../../electron/shared/model/policy-profile.ts';
import { reasonInWords } from '../../../electron/shared/texts/reason-texts.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import { ApplicationPapers } from './application-papers.tsx';
import type { SealChoice, SealLifeStore } from './seal-life-store.ts';
import { isReady, KeyOpeningFields, takeOpening, useKeyOpening } from './key-opening.tsx';

interface ApplicationPanelProps {
  readonly store: SealLifeStore;
  readonly act: ApplicationKind;
  readonly seal: SealChoice;
  readonly rules: SealLifeRules;
  /** The reason that is filled in, if the rules have it. */
  readonly preset?: ApplicationReason | null | undefined;
  /** Absent if the key has been removed meanwhile. */
  readonly token: TokenInfo | undefined;
}

/** The form for renewal, replacement or cancellation, which the key signs. */
export function ApplicationPanel(props: ApplicationPanelProps): ReactNode {
  const { store, act, seal, rules, token, preset } = props;
  const texts = useTexts().sealLife;
  const reasons = reasonsOf(act, rules);
  const [reason, setReason] = useState<ApplicationReason>(
    reasons.find((each) => each === preset) ?? reasons[0] ?? 'other',
  );
  const [reasonText, setReasonText] = useState('');
  const isOpenReason = needsReasonText(reason);
  const opening = useKeyOpening(token);
  const [applicant, setApplicant] = useState(NOBODY);
  const explained = reasonText.trim() === '' ? null : reasonText.trim();
  const ready = (!isOpenReason || explained !== null) && isNamed(applicant) && isReady(opening);
  const papers = papersOf(act, rules, applicant.role);
  const apply = (): void => {
    const key = takeOpening(opening);
    if (key === null) return;
    const { esId, tokenSerial } = seal;
    void store.apply({ kind: act, esId, tokenSerial, reason, reasonText: explained, applicant, ...key });
  };
  return (
    <FormPanel
      title={`${texts.application.titles[act]} · ${seal.name}`}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: papers.length > 0 ? texts.issue.submit : texts.application.submit, ready, act: apply }}
    >
      <ActNotes act={act} rules={rules} />
      {papers.length > 0 && (
        <p className="notice">
          {texts.application.papersNeeded(papers.map((kind) => texts.papers.kinds[kind]))}
        </p>
      )}
      {reasons.length > 1 && (
        <ChoiceField
          label={texts.application.reason}
          value={reason}
          options={reasons.map((each) => [each, texts.reasons[each]])}
          onChange={setReason}
        />
      )}
      {act !== 'renewal' && (
        <TextEntry
          label={isOpenReason ? texts.application.reasonText : texts.application.reasonTextOptional}
          value={reasonText}
          onChange={setReasonText}
          required={isOpenReason}
          maxLength={2000}
        />
      )}
      <PersonFields
        legend={texts.person.applicant}
        person={applicant}
        owner={rules.owner ?? undefined}
        onChange={setApplicant}
      />
      <KeyOpeningFields
        opening={opening}
        tokenSerial={seal.tokenSerial}
        purpose={texts.application.keyNeeded}
      />
    </FormPanel>
  );
}

/** Explains the application and cites its rule. */
function ActNotes({ act, rules }: Pick<ApplicationPanelProps, 'act' | 'rules'>): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const cited = rules.clauses[act]?.[language === 'en' ? 'en' : 'zh'];
  return (
    <>
      <p>{texts.actTexts[act]}</p>
      {act === 'replacement' && (
        <p className="hint">
          {texts.application.newKey} {texts.application.keyLost}
        </p>
      )}
      {act === 'replacement' && rules.former !== null && (
        <p className="notice notice-warning">{texts.application.former[rules.former]}</p>
      )}
      {cited !== undefined && <p className="hint">{texts.basis(cited)}</p>}
    </>
  );
}

/** Lists the papers that are to be added: whoever acts for another shows an authorisation too. */
function papersOf(
  act: ApplicationKind,
  rules: SealLifeRules,
  role: PersonRole,
): readonly ApplicationPaperKind[] {
  const kinds = rules.papers[act];
  return kinds.length === 0 ? [] : [...new Set([...kinds, ...requiredPapers(role)])];
}

/** Lists the reasons to choose from. Where the rules list none, the applicant's own words are the reason. */
function reasonsOf(act: ApplicationKind, rules: SealLifeRules): readonly ApplicationReason[] {
  if (act === 'renewal') return ['validityEnds'];
  return (act === 'replacement' ? rules.replacementReasons : rules.cancellationReasons) ?? ['other'];
}

/** Lists the applications of this computer with their states; a finished seal can be written to its key. */
export function ApplicationList({ store }: { readonly store: SealLifeStore }): ReactNode {
  const texts = useTexts().sealLife.application;
  const applications = store.view?.applications ?? [];
  if (applications.length === 0) return null;
  return (
    <section className="card" aria-label={texts.list} data-testid="applications">
      <h2>{texts.list}</h2>
      {applications.map((application) => (
        <Application
          key={`${application.platformId} ${application.number}`}
          application={application}
          store={store}
        />
      ))}
    </section>
  );
}

interface ApplicationListProps {
  readonly application: SealApplication;
  readonly store: SealLifeStore;
}

function Application({ application, store }: ApplicationListProps): ReactNode {
  const texts = useTexts().sealLife;
  const { kind, sealName, number, steps, decisionReason, checkedAt, newSeal } = application;
  const { reason, reasonText } = application;
  const language = useLanguage();
  const waits = awaitsStoring(application);
  const storedAt = newSeal?.storedAt ?? null;
  return (
    <article className="life-case" aria-label={`${texts.acts[kind]} ${sealName}`}>
      <h3>
        {texts.acts[kind]} · {sealName}
      </h3>
      <ol className="life-steps">
        {steps.map(({ state, at }) => (
          <li key={`${state} ${at}`}>
            {texts.application.states[state]} <span className="hint">{formatMinute(at)}</span>
          </li>
        ))}
      </ol>
      <FactList
        facts={[
          [texts.application.number, number],
          [
            kind === 'issue' ? texts.issue.kind : texts.application.reason,
            reason === 'other' ? null : reasonInWords(reason, language),
          ],
          [texts.application.explanation, reasonText],
          [texts.application.decision, decisionReason],
          ['', texts.application.checked(formatMinute(checkedAt))],
        ]}
      />
      {storedAt !== null && (
        <p>
          {kind === 'issue'
            ? texts.application.storedFirst(formatMinute(storedAt))
            : texts.application.stored(formatMinute(storedAt))}
        </p>
      )}
      <ApplicationPapers application={application} store={store} />
      {waits && (
        <>
          <p className="notice notice-good">{texts.application.toStore}</p>
          <Button
            kind={store.panel === null ? 'primary' : 'secondary'}
            onPress={() => store.open({ kind: 'storing', number })}
          >
            {texts.application.store}
          </Button>
        </>
      )}
    </article>
  );
}
