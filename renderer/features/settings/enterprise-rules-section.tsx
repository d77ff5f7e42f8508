import { type ReactNode, useEffect, useState } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import {
  type EnterpriseRules,
  type EnterpriseRulesView,
  isLooser,
  MOST_SEALING_HOURS,
} from '../../../electron/shared/model/enterprise-rules.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';

/** Shows the enterprise's own rules, and lays down other ones. */
export function EnterpriseRulesSection({
  store,
  isApprovalFixed,
}: {
  readonly store: StoreApi<EnterpriseRulesStore>;
  /** True when the administrator demands approvals, which nobody here changes. */
  readonly isApprovalFixed: boolean;
}): ReactNode {
  const { view, problem, load, layDown } = useStore(store);
  useEffect(() => void load(), [load]);
  const texts = useTexts().policy.enterprise;
  if (view === null) return null;
  const { since } = view;
  return (
    <section className="card" aria-label={texts.title} data-testid="enterprise-rules">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      <RulesForm
        key={since?.index ?? -1}
        present={view.rules}
        isApprovalFixed={isApprovalFixed}
        onLayDown={layDown}
      />
      {problem !== null && <ErrorView error={problem} />}
      {since !== null && (
        <p className="hint" role="status">
          {texts.since(formatMinute(since.time), since.index + 1)}
          {since.reason === null ? '' : ` ${texts.because(since.reason)}`}
        </p>
      )}
    </section>
  );
}

interface RulesFormProps {
  readonly present: EnterpriseRules;
  readonly isApprovalFixed: boolean;
  readonly onLayDown: (rules: EnterpriseRules, reason: string) => Promise<void>;
}

const SWITCHES = ['approval', 'fourEyes', 'claimedApprovals', 'archiveStamp'] as const;

/** Sets one rule; an archive stamp that is not wanted is left out. */
function withRule(
  { archiveStamp, ...rules }: EnterpriseRules,
  name: (typeof SWITCHES)[number],
  isOn: boolean,
): EnterpriseRules {
  const isArchived = name === 'archiveStamp' ? isOn : archiveStamp === true;
  const others = name === 'archiveStamp' ? rules : { ...rules, [name]: isOn };
  return isArchived ? { ...others, archiveStamp: true } : others;
}

function RulesForm({ present, isApprovalFixed, onLayDown }: RulesFormProps): ReactNode {
  const texts = useTexts().policy.enterprise;
  const { byAdministrator } = useTexts().settings.work;
  const [wanted, setWanted] = useState(present);
  const [hours, setHours] = useState(String(present.sealingHours ?? ''));
  const [reason, setReason] = useState('');
  const rules = { ...wanted, sealingHours: hoursOf(hours) };
  const isChanged = JSON.stringify(rules) !== JSON.stringify(present);
  const needsReason = isLooser(rules, present);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onLayDown(rules, reason);
      }}
    >
      {SWITCHES.map((name) => (
        <label key={name} className="enterprise-rule">
          <input
            type="checkbox"
            checked={wanted[name] === true}
            disabled={name === 'approval' && isApprovalFixed}
            onChange={(event) => setWanted(withRule(wanted, name, event.target.checked))}
          />
          <span>
            {texts.rules[name]}
            {name === 'approval' && isApprovalFixed && ` · ${byAdministrator}`}
          </span>
        </label>
      ))}
      <TextEntry label={texts.sealingHours} value={hours} onChange={setHours} type="number" maxLength={4} />
      {isChanged && (
        <>
          <TextEntry
            label={needsReason ? texts.reasonNeeded : texts.reason}
            value={reason}
            onChange={setReason}
            required={needsReason}
          />
          <div className="button-row">
            <Button type="submit" isDisabled={needsReason && reason.trim() === ''}>
              {texts.save}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

/** Reads the hours that were typed; null for an empty field or a number that is no limit. */
function hoursOf(text: string): number | null {
  const hours = /^[0-9]{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return hours >= 1 && hours <= MOST_SEALING_HOURS ? hours : null;
}

export interface EnterpriseRulesStore {
  /** Null until main has answered. */
  readonly view: EnterpriseRulesView | null;
  readonly problem: AppError | null;
  readonly load: () => Promise<void>;
  readonly layDown: (rules: EnterpriseRules, reason: string) => Promise<void>;
}

/** Makes the store of the enterprise's own rules. */
export function createEnterpriseRulesStore(policy: AppBridge['policy']): StoreApi<EnterpriseRulesStore> {
  return createStore<EnterpriseRulesStore>((set) => ({
    view: null,
    problem: null,
    load: async () => {
      const result = await policy.enterprise();
      if (result.ok) set({ view: result.value });
      else set({ problem: result.error });
    },
    layDown: async (rules, reason) => {
      const result = await policy.layDown({ rules, reason });
      set(result.ok ? { view: result.value, problem: null } : { problem: result.error });
    },
  }));
}
