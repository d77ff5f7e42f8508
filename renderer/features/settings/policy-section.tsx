import { type ReactNode, useEffect } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import type {
  OfflineLimits,
  PlatformPolicy,
  PolicyProfile,
  PolicyView,
  StandingPolicy,
} from '../../../electron/shared/model/policy-profile.ts';
import { namePolicy } from '../../../electron/shared/model/policy-profile.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { demandLines } from './policy-demands.ts';

/** Shows the platforms of this computer with their rules, and all other rules that are known. */
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
  const { platformName, profileId, policy, lapsed } = platform;
  if (policy === null) {
    return (
      <div className="notice notice-danger">
        <strong>{platformName}</strong>
        <p>{texts.unknownProfile(profileId)}</p>
      </div>
    );
  }
  return <PolicyCard platformName={platformName} policy={policy} lapsed={lapsed} />;
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

function placeOf(
  { details }: AppError,
  texts: { readonly problemAt: (file: string, field: string) => string },
): string {
  const [file, field] = [details?.['file'], details?.['field']];
  return typeof file === 'string' && typeof field === 'string' ? texts.problemAt(file, field) : '';
}

/** Lists the profiles that no platform here follows. */
function Others({ view }: { readonly view: PolicyView }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const used = new Set(view.platforms.map(({ policy }) => policy?.profile.id));
  const line = ({ profile, standing }: StandingPolicy): string => {
    const place = language === 'en' ? profile.jurisdiction.en : profile.jurisdiction.zh;
    return `${place} · ${namePolicy(profile, language)} · ${texts.standings[standing]}`;
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

interface Props {
  readonly platformName: string;
  readonly policy: StandingPolicy;
  readonly lapsed: PolicyProfile | null;
}

/** Shows the rules for a platform's seals: title, standing, and every clause. */
function PolicyCard({ platformName, policy: { profile, standing }, lapsed: former }: Props): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const { issuer, documentNumber, effectiveFrom, effectiveTo, lapses, limits } = profile;
  const { source, issuedOn, possiblyLapsed: lapsed } = profile;
  return (
    <>
      <FactList
        facts={[
          [texts.platform, platformName],
          [texts.inForce, titleOf(profile, texts)],
          [texts.insteadOf, former && texts.insteadOfText(namePolicy(former, language), former.effectiveTo)],
          [texts.period, `${texts.periodText(effectiveFrom, effectiveTo)} · ${texts.standings[standing]}`],
          [texts.issuer, issuer],
          [texts.number, documentNumber],
          [texts.issuedOn, issuedOn],
          [texts.textSource, source === 'secondary' ? texts.secondary : null],
          [texts.lapses, lapses === null ? null : `${lapses.text}（${lapses.clauses.join('、')}）`],
          [texts.possiblyLapsed, lapsed && texts.possiblyLapsedText(lapsed.by, lapsed.since)],
          [texts.owner, profile.terms.owner],
          [texts.limits, limitsText(limits, texts)],
        ]}
      />
      <details>
        <summary>{texts.showRules}</summary>
        <RuleTable profile={profile} />
      </details>
    </>
  );
}

/** Writes the title of a profile; a draft is always called a draft. */
function titleOf({ title, status, draftTerm }: PolicyProfile, texts: Messages['policy']): string {
  return `《${title}》 · ${draftTerm ?? texts.statuses[status]}`;
}

function limitsText(limits: OfflineLimits, texts: Messages['policy']): string {
  const { sealingHours, plainValidHours, lateEventHours } = limits;
  const span = (hours: number): string => (hours % 24 === 0 ? texts.days(hours / 24) : texts.hours(hours));
  return texts.limitsText(span(sealingHours), span(plainValidHours), span(lateEventHours));
}

function RuleTable({ profile }: { readonly profile: PolicyProfile }): ReactNode {
  const texts = useTexts().policy;
  return (
    <table className="policy-rules">
      <TableHead titles={[texts.item, texts.demand, texts.clause]} />
      <tbody>
        {demandLines(profile, texts.demands).map(({ name, text, clauses }) => (
          <tr key={name}>
            <th scope="row">{texts.names[name]}</th>
            <td>{text}</td>
            <td>{clauses.length === 0 ? texts.clauseUnknown : clauses.join('、')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface PolicyStore {
  /** Null until main has answered. */
  readonly view: PolicyView | null;
  readonly load: () => Promise<void>;
}

/** Makes the store of the rules for the platforms of this computer. */
export function createPolicyStore(policy: AppBridge['policy']): StoreApi<PolicyStore> {
  return createStore<PolicyStore>((set) => ({
    view: null,
    load: async () => {
      const result = await policy.view();
      if (result.ok) set({ view: result.value });
    },
  }));
}
