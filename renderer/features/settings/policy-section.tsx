import { useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  PlatformPolicy,
  PolicyView,
  StandingPolicy,
} from '../../../electron/shared/model/policy-profile.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { PolicyCard } from './policy-card.tsx';
import type { PolicyStore } from './policy-store.ts';

/** Which platform this computer belongs to, which rules hold there, and all others that are known. */
export function PolicySection({ store }: { readonly store: StoreApi<PolicyStore> }): ReactNode {
  const { view, load } = useStore(store);
  useEffect(() => void load(), [load]);
  const texts = useTexts().policy;
  if (view === null) return null;
  return (
    <section className="card" aria-label={texts.title} data-testid="policy">
      <h2>{texts.title}</h2>
      {view.platforms.length === 0 && <p className="hint">{texts.noPlatformText}</p>}
      {view.platforms.map((platform) => (
        <Platform key={platform.platformId} platform={platform} />
      ))}
      <Problems problems={view.problems} />
      <Others view={view} />
    </section>
  );
}

function Platform({ platform }: { readonly platform: PlatformPolicy }): ReactNode {
  const texts = useTexts().policy;
  const { platformName, profileId, policy } = platform;
  if (policy === null) {
    return (
      <div className="notice notice-danger">
        <strong>{platformName}</strong>
        <p>{texts.unknownProfile(profileId)}</p>
      </div>
    );
  }
  return <PolicyCard platformName={platformName} policy={policy} />;
}

function Problems({ problems }: { readonly problems: readonly AppError[] }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  if (problems.length === 0) return null;
  return (
    <div className="notice notice-warning">
      <strong>{texts.problems}</strong>
      {problems.map((problem, index) => (
        <p key={index}>
          {errorTexts[language][problem.code].what} {placeOf(problem, texts)}
        </p>
      ))}
    </div>
  );
}

function placeOf({ details }: AppError, texts: { problemAt(file: string, field: string): string }): string {
  const [file, field] = [details?.['file'], details?.['field']];
  return typeof file === 'string' && typeof field === 'string' ? texts.problemAt(file, field) : '';
}

/** The profiles that no platform here goes by, one a line. */
function Others({ view }: { readonly view: PolicyView }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const used = new Set(view.platforms.map(({ policy }) => policy?.profile.id));
  const line = ({ profile, standing }: StandingPolicy): string => {
    const place = language === 'en' ? profile.jurisdiction.en : profile.jurisdiction.zh;
    const term = profile.draftTerm === null ? '' : `（${profile.draftTerm}）`;
    return `${place} · 《${profile.title}》${term} · ${texts.standings[standing]}`;
  };
  return (
    <details>
      <summary>{texts.others}</summary>
      <ul className="policy-list">
        {view.profiles
          .filter(({ profile }) => !used.has(profile.id))
          .map((policy) => (
            <li key={policy.profile.id}>{line(policy)}</li>
          ))}
      </ul>
      <p className="hint">{texts.othersText}</p>
    </details>
  );
}
