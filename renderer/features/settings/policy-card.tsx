import type { ReactNode } from 'react';
import type {
  OfflineLimits,
  PolicyProfile,
  StandingPolicy,
} from '../../../electron/shared/model/policy-profile.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { demandLines } from './policy-demands.ts';

interface Props {
  readonly platformName: string;
  readonly policy: StandingPolicy;
}

/** The rules that hold for a platform's seals: what they are, whether they are law, and every clause. */
export function PolicyCard({ platformName, policy: { profile, standing } }: Props): ReactNode {
  const texts = useTexts().policy;
  const { issuer, documentNumber, effectiveFrom, effectiveTo, lapses, limits } = profile;
  return (
    <>
      <FactList
        facts={[
          [texts.platform, platformName],
          [texts.inForce, titleOf(profile, texts)],
          [texts.period, `${texts.periodText(effectiveFrom, effectiveTo)} · ${texts.standings[standing]}`],
          [texts.issuer, issuer],
          [texts.number, documentNumber],
          [texts.lapses, lapses === null ? null : `${lapses.text}（${lapses.clauses.join('、')}）`],
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

/** A draft is named one wherever its title stands. */
function titleOf({ title, status, draftTerm }: PolicyProfile, texts: Messages['policy']): string {
  return `《${title}》 · ${draftTerm ?? texts.statuses[status]}`;
}

function limitsText({ sealingHours, plainValidHours }: OfflineLimits, texts: Messages['policy']): string {
  const span = (hours: number): string => (hours % 24 === 0 ? texts.days(hours / 24) : texts.hours(hours));
  return texts.limitsText(span(sealingHours), span(plainValidHours));
}

function RuleTable({ profile }: { readonly profile: PolicyProfile }): ReactNode {
  const texts = useTexts().policy;
  return (
    <table className="policy-rules">
      <thead>
        <tr>
          <th scope="col">{texts.item}</th>
          <th scope="col">{texts.demand}</th>
          <th scope="col">{texts.clause}</th>
        </tr>
      </thead>
      <tbody>
        {demandLines(profile, texts.demands).map(({ name, text, clauses }) => (
          <tr key={name}>
            <th scope="row">{texts.names[name]}</th>
            <td>{text}</td>
            <td>{clauses.join('、')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
