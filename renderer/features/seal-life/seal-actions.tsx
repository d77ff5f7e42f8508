import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import {
  APPLICATION_REASONS,
  type ApplicationReason,
} from '../../../electron/shared/model/policy-profile.ts';
import { delegationState, isOpen, type SealLifeRules } from '../../../electron/shared/model/seal-life.ts';
import type { RenewalWindow } from '../../../electron/shared/model/seal-standing.ts';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { SealChoice, SealLifePanel, SealLifeStore } from './seal-life-store.ts';

interface SealActionsProps {
  readonly seal: SealInfo;
  readonly life: StoreApi<SealLifeStore>;
}

/** The buttons below a seal: renewal while it is due, and the way to everything else. */
export function SealActions({ seal, life }: SealActionsProps): ReactNode {
  const texts = useTexts().sealLife;
  const { view, panel, open } = useStore(life);
  if (seal.history || seal.esId === '' || view === null) return null;
  const { esId, tokenSerial, name } = seal;
  const choice = { esId, tokenSerial, name };
  const underWay = view.applications.find((each) => each.esId === esId && isOpen(each));
  const mayRenew = esId in view.rules && isRenewalDue(seal, Date.now()) && underWay === undefined;
  const due = replacementDue(seal);
  const delegates = view.delegations.filter(
    (each) => each.esId === esId && delegationState(each, Date.now()) === 'inForce',
  );
  return (
    <>
      {delegates.length > 0 && <span className="hint">{texts.delegation.inForce(delegates.length)}</span>}
      {underWay !== undefined && (
        <span className="hint">
          {texts.acts[underWay.kind]} · {texts.application.states[underWay.state]}
        </span>
      )}
      <span className="button-row life-actions">
        {due !== null && underWay === undefined && esId in view.rules && (
          <Button
            kind={panel === null ? 'primary' : 'secondary'}
            aria-label={`${texts.acts.replacement} ${name}`}
            onPress={() => open({ kind: 'application', act: 'replacement', seal: choice, reason: due })}
          >
            {texts.acts.replacement}
          </Button>
        )}
        {mayRenew && (
          <Button
            kind={panel === null ? 'primary' : 'secondary'}
            aria-label={`${texts.acts.renewal} ${name}`}
            onPress={() => open({ kind: 'application', act: 'renewal', seal: choice })}
          >
            {texts.acts.renewal}
          </Button>
        )}
        <Button aria-label={`${texts.manage} ${name}`} onPress={() => open({ kind: 'manage', seal: choice })}>
          {texts.manage}
        </Button>
      </span>
    </>
  );
}

/** Returns the reason for which a seal has to be replaced before it is used again; null for none. */
export function replacementDue({ standing }: Pick<SealInfo, 'standing'>): ApplicationReason | null {
  const refusal = standing?.refusal ?? null;
  if (refusal?.code !== 'SEALING_ENTERPRISE_CHANGED') return null;
  const named = refusal.details?.['replacementReason'];
  return APPLICATION_REASONS.find((each) => each === named) ?? 'other';
}

interface ManagePanelProps {
  readonly store: SealLifeStore;
  readonly seal: SealChoice;
  /** Null if the seal belongs to no platform that this computer knows. */
  readonly rules: SealLifeRules | null;
  readonly renewal: RenewalWindow | null;
  /** True if renewal is the most likely purpose. */
  readonly renewalDue: boolean;
}

interface SealAction {
  readonly name: Exclude<keyof Messages['sealLife']['acts'], 'issue'>;
  readonly note: string;
  /** Null if it cannot be done now. */
  readonly opens: SealLifePanel | null;
}

/** The panel of everything that can be applied for or reported about a seal, what is possible now first. */
export function ManagePanel({ store, seal, rules, renewal, renewalDue }: ManagePanelProps): ReactNode {
  const texts = useTexts().sealLife;
  const actions = [
    ...(rules === null ? [] : applications(seal, renewal, texts)),
    { name: 'loss', note: '', opens: { kind: 'loss', preset: seal } },
  ] satisfies SealAction[];
  const [first] = renewalDue ? actions : [];
  return (
    <FormPanel
      title={texts.manageTitle(seal.name)}
      busy={false}
      problem={store.problem}
      onClose={store.close}
    >
      {rules === null && <p className="notice">{texts.noPlatform}</p>}
      <ul className="life-acts">
        {actions.map((action) => (
          <li key={action.name}>
            <div>
              <strong>{texts.acts[action.name]}</strong>
              <p className="hint">
                {texts.actTexts[action.name]} {action.note}
              </p>
            </div>
            {action.opens !== null && (
              <Button
                kind={action === first ? 'primary' : 'secondary'}
                aria-label={`${texts.acts[action.name]} ${seal.name}`}
                onPress={() => action.opens !== null && store.open(action.opens)}
              >
                {texts.acts[action.name]}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </FormPanel>
  );
}

function applications(
  seal: SealChoice,
  renewal: RenewalWindow | null,
  texts: Messages['sealLife'],
): readonly SealAction[] {
  const apply = (act: 'renewal' | 'replacement' | 'cancellation'): SealLifePanel => ({
    kind: 'application',
    act,
    seal,
  });
  const canRenew = renewal === null || renewal.state === 'open';
  return [
    { name: 'renewal', note: renewalNote(renewal, texts), opens: canRenew ? apply('renewal') : null },
    { name: 'replacement', note: '', opens: apply('replacement') },
    { name: 'cancellation', note: '', opens: apply('cancellation') },
    { name: 'delegation', note: '', opens: { kind: 'delegation', seal } },
  ];
}

/** Says when renewal may be applied for, and by whom. */
function renewalNote(renewal: RenewalWindow | null, texts: Messages['sealLife']): string {
  if (renewal === null) return '';
  const { state, opensAt, closesAt, by } = renewal;
  if (state === 'notYet' && opensAt !== null) return texts.renewalOpens(formatDay(opensAt));
  if (state === 'closed' && closesAt !== null) return texts.renewalClosed(formatDay(closesAt));
  const until = closesAt === null ? '' : texts.renewalUntil(formatDay(closesAt));
  return by === 'service' ? `${until} ${texts.renewalByService}` : until;
}

/**
 * Tells whether renewal is offered first: its time has come or, if the rules set no time, the seal ends soon
 * or has ended.
 * @param now milliseconds since 1970
 */
export function isRenewalDue({ standing, validTo }: SealInfo, now: number): boolean {
  const renewal = standing?.renewal ?? null;
  if (standing === undefined || renewal?.state !== 'open') return false;
  if (renewal.opensAt !== null || Date.parse(validTo) < now) return true;
  return standing.reminders.some(({ kind }) => kind !== 'lists' && kind !== 'idle');
}
