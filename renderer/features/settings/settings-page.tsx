import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { AppInfo } from '../../../electron/shared/model/app-description.ts';
import { LANGUAGES, THEMES, type Preferences } from '../../../electron/shared/model/app-info.ts';
import { formatMinute } from '../../lib/format.ts';
import type { StoreApi } from 'zustand';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { type EnterpriseRulesStore, EnterpriseRulesSection } from './enterprise-rules-section.tsx';
import { PersonalDataSection } from './personal-data-section.tsx';
import { Fixed, FixedHint } from './work-section.tsx';
import { PolicySection, type PolicyStore } from './policy-section.tsx';

interface Props {
  readonly info: AppInfo;
  readonly policy: StoreApi<PolicyStore>;
  readonly enterpriseRules: StoreApi<EnterpriseRulesStore>;
  /** The section of text size, names and presets. */
  readonly work: ReactNode;
  /** The section of the support bundle. */
  readonly support: ReactNode;
  /** The section of new versions. */
  readonly updates: ReactNode;
  /** The section of the platforms. */
  readonly platforms: ReactNode;
  /** The section of the lists of trust and makers. */
  readonly trustLists: ReactNode;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly onShowTrust: () => void;
}

/** What the window is for. */
const MODES = ['all', 'verifyOnly'] as const;

/** The page of settings: language, appearance, trust folder, rules, platforms and versions. */
export function SettingsPage(props: Props): ReactNode {
  const {
    info,
    work,
    support,
    updates,
    policy,
    enterpriseRules,
    platforms,
    trustLists,
    onPreferences,
    onShowTrust,
  } = props;
  const { settings: texts, trustLists: modeTexts } = useTexts();
  const { preferences, trust, settings } = info;
  const { fixed } = settings;
  const { verifyOnly } = preferences;
  return (
    <div className="place-column">
      <h1>{texts.title}</h1>
      <section className="card">
        {fixed.includes('language') ? (
          <Fixed label={texts.language} value={texts.languages[preferences.language]} />
        ) : (
          <Choice
            label={texts.language}
            options={LANGUAGES}
            value={preferences.language}
            textOf={(language) => texts.languages[language]}
            onChoose={(language) => onPreferences({ ...preferences, language })}
          />
        )}
        {fixed.includes('theme') ? (
          <Fixed label={texts.theme} value={texts.themes[preferences.theme]} />
        ) : (
          <Choice
            label={texts.theme}
            options={THEMES}
            value={preferences.theme}
            textOf={(theme) => texts.themes[theme]}
            onChoose={(theme) => onPreferences({ ...preferences, theme })}
          />
        )}
        <Choice
          label={modeTexts.mode}
          options={MODES}
          value={verifyOnly ? 'verifyOnly' : 'all'}
          textOf={(mode) => modeTexts.modes[mode]}
          onChoose={(mode) => onPreferences({ ...preferences, verifyOnly: mode === 'verifyOnly' })}
        />
      </section>
      {work}
      {!verifyOnly && (
        <>
          <FixedHint fixed={fixed} name="platforms" />
          {platforms}
          <PolicySection store={policy} />
          <EnterpriseRulesSection store={enterpriseRules} isApprovalFixed={fixed.includes('approval')} />
          <FixedHint fixed={fixed} name="modules" />
        </>
      )}
      {trustLists}
      <section className="card" aria-label={texts.trust}>
        <h2>{texts.trust}</h2>
        <p>{texts.trustText}</p>
        {trust !== null && (
          <>
            <FactList
              facts={[
                [texts.trust, trust.folder],
                [texts.certificates, texts.trustCertificates(trust.certificates)],
              ]}
            />
            <TrustList asOf={trust.revocationListsAsOf} />
          </>
        )}
        <Button onPress={onShowTrust}>{texts.showTrust}</Button>
      </section>
      {!verifyOnly && <PersonalDataSection />}
      {updates}
      {support}
      <About info={info} />
    </div>
  );
}

function TrustList({ asOf }: { readonly asOf: string | null }): ReactNode {
  const texts = useTexts().verify;
  return <p>{asOf === null ? texts.noList : texts.listAsOf(formatMinute(asOf))}</p>;
}

function About({ info }: { readonly info: AppInfo }): ReactNode {
  const texts = useTexts().settings;
  const { runtime } = info;
  const runtimeText = runtime.kind === 'official' ? texts.runtimeOfficial : texts.runtimeFallback;
  return (
    <section className="card" aria-label={texts.about} id="about" data-testid="about">
      <div className="about-head">
        <img src="./app-icon.png" alt="" width={48} height={48} />
        <h2>{texts.about}</h2>
      </div>
      <FactList
        facts={[
          [texts.version, info.version],
          [texts.runtime, runtimeText(runtime.electron)],
          [texts.components, `Chrome ${runtime.chrome} · Node ${runtime.node}`],
          [texts.home, info.home],
          [texts.demo, info.demo === null ? null : texts.demoText],
        ]}
      />
      {info.missing.length > 0 && (
        <>
          <h3>{texts.missing}</h3>
          <ul className="missing-list">
            {info.missing.map((piece) => (
              <li key={piece}>{texts.missingPieces[piece]}</li>
            ))}
          </ul>
        </>
      )}
      <p className="hint">{texts.classified}</p>
    </section>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly textOf: (option: T) => string;
  readonly onChoose: (option: T) => void;
}

function Choice<T extends string>({ label, options, value, textOf, onChoose }: ChoiceProps<T>): ReactNode {
  const choose = (chosen: string): void => {
    const option = options.find((candidate) => candidate === chosen);
    if (option !== undefined) onChoose(option);
  };
  return (
    <RadioGroup className="choice" value={value} onChange={choose} orientation="horizontal">
      <Label>{label}</Label>
      {options.map((option) => (
        <RadioField key={option} value={option}>
          <RadioButton className="choice-option">{textOf(option)}</RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
