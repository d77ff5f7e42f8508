import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Language } from '../../electron/shared/model/app-info.ts';
import {
  type PlatformPolicy,
  type PolicyView,
  citeClauses,
  namePolicy,
} from '../../electron/shared/model/policy-profile.ts';
import { type Messages, useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/form.tsx';
import { keyText } from './status-strip.tsx';
import type { Stores } from './stores.ts';

/** Shows the facts of the first start: the key, the platform with its rules, and the limits of use. */
export function Welcome({ stores }: { readonly stores: Stores }): ReactNode {
  const { welcome: texts, trustLists: lists } = useTexts();
  const { info, go, setPreferences } = useStore(stores.app);
  const policy = useStore(stores.policy, (store) => store.view);
  if (info === null || info.preferences.welcomed) return null;
  const onlyVerify = (): void =>
    void setPreferences({ ...info.preferences, welcomed: true, verifyOnly: true });
  const close = (): void => void setPreferences({ ...info.preferences, welcomed: true });
  return (
    <section className="card welcome" aria-label={texts.title} data-testid="welcome">
      <h2>{texts.title}</h2>
      <dl className="welcome-facts">
        <KeyFact stores={stores} onShow={() => go('seals')} />
        <PlatformFact policy={policy} onShow={() => go('settings')} />
        <dt>{texts.classified}</dt>
        <dd>
          <p>{texts.classifiedText}</p>
          <Grounds policy={policy} />
        </dd>
      </dl>
      <div className="button-row">
        <Button onPress={close}>{texts.understood}</Button>
        <Button onPress={onlyVerify}>{lists.startVerifyOnly}</Button>
      </div>
      <p className="hint">{lists.verifyOnlyText}</p>
    </section>
  );
}

interface FactProps {
  readonly onShow: () => void;
}

function KeyFact({ stores, onShow }: FactProps & { readonly stores: Stores }): ReactNode {
  const texts = useTexts();
  const view = useStore(stores.tokens, (store) => store.view);
  const hasKey = view !== null && view.tokens.length > 0;
  return (
    <>
      <dt>{texts.welcome.key}</dt>
      <dd>
        <p>{view === null ? texts.seal.loading : keyText(view, texts)}</p>
        <p className={view === null ? 'hint welcome-room' : 'hint'}>
          {view === null || hasKey ? texts.welcome.keyNext : texts.welcome.noKeyNext}
        </p>
        <Show onShow={onShow} />
      </dd>
    </>
  );
}

/** Until the platforms are known, it takes the room of saying that there are none, so that nothing jumps. */
function PlatformFact({ policy, onShow }: FactProps & { readonly policy: PolicyView | null }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const platforms = policy?.platforms ?? [];
  return (
    <>
      <dt>{texts.welcome.platform}</dt>
      <dd className={policy === null ? 'welcome-room' : undefined}>
        {platforms.length === 0 && (
          <>
            <p>{texts.policy.noPlatform}</p>
            <p className="hint">{texts.welcome.noPlatformNext}</p>
          </>
        )}
        {platforms.map((platform) => (
          <p key={platform.platformId}>
            {platform.platformName}{' '}
            <span className="hint">{rulesText(platform, texts.welcome, language)}</span>
          </p>
        ))}
        <Show onShow={onShow} />
      </dd>
    </>
  );
}

function Show({ onShow }: FactProps): ReactNode {
  const texts = useTexts().welcome;
  return (
    <Button kind="quiet" onPress={onShow}>
      {texts.show}
    </Button>
  );
}

/** Names the rules of a platform; a draft is called a draft here too. */
function rulesText({ policy }: PlatformPolicy, texts: Messages['welcome'], language: Language): string {
  if (policy === null) return texts.rulesUnknown;
  const { title, draftTerm } = policy.profile;
  return draftTerm === null
    ? texts.rules(namePolicy(policy.profile, language))
    : texts.rulesDraft(title, draftTerm);
}

/** Cites the rules of the platforms that exclude state secrets. */
function Grounds({ policy }: { readonly policy: PolicyView | null }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const profiles = (policy?.platforms ?? []).flatMap((each) => each.policy?.profile ?? []);
  return profiles.map((profile) =>
    profile.rules.stateSecrets === null ? null : (
      <p key={profile.id} className="hint">
        {texts.basis(citeClauses(profile, profile.rules.stateSecrets, language))}
      </p>
    ),
  );
}
