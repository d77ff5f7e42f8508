import type { ReactNode } from 'react';
import type { ApprovalState, ApprovalView } from '../../../electron/shared/model/approval.ts';
import { formatMinute } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

/** The groups, those that wait for a person first. */
const GROUPS: readonly (readonly [keyof Messages['approvals']['groups'], readonly ApprovalState[]])[] = [
  ['toDecide', ['underReview']],
  ['toSeal', ['approved']],
  ['over', ['rejected', 'expired', 'withdrawn', 'used']],
];

interface ListProps {
  readonly store: ApprovalsStore;
  readonly hasPlatform: boolean;
}

/** Lists the requests on this computer: to decide, ready to seal, and closed. */
export function ApprovalList({ store, hasPlatform }: ListProps): ReactNode {
  const texts = useTexts().approvals;
  const { approvals, draft, show } = store;
  if (approvals === null) return null;
  return (
    <>
      <h2>{texts.listTitle}</h2>
      {draft.length > 0 && (
        <Button wide onPress={() => show({ step: 'request' })}>
          {texts.inRequest(draft.length)}
        </Button>
      )}
      {approvals.length === 0 && (
        <div className="teaching" role="status">
          <strong>{texts.empty}</strong>
          <p>{texts.emptyHint}</p>
        </div>
      )}
      {GROUPS.map(([name, states]) => (
        <Group
          key={name}
          title={texts.groups[name]}
          approvals={approvals.filter(({ state }) => states.includes(state))}
          onOpen={(id) => show({ step: 'details', id })}
        />
      ))}
      <ExchangeResult exchanged={store.exchanged} />
      {hasPlatform && (
        <Button wide onPress={() => show({ step: 'exchange', id: null })}>
          {texts.fetch}
        </Button>
      )}
      <Button wide onPress={() => void store.importFile()}>
        {texts.import}
      </Button>
      <Button wide onPress={() => show({ step: 'offices' })}>
        {texts.offices}
      </Button>
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly approvals: readonly ApprovalView[];
  readonly onOpen: (id: string) => void;
}

function Group({ title, approvals, onOpen }: GroupProps): ReactNode {
  if (approvals.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="approval-list">
        {approvals.map((approval) => (
          <li key={approval.request.id}>
            <ApprovalCard approval={approval} onOpen={() => onOpen(approval.request.id)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ExchangeResult({ exchanged }: Pick<ApprovalsStore, 'exchanged'>): ReactNode {
  const texts = useTexts().approvals;
  if (exchanged === null) return null;
  const { changed, conflicts } = exchanged;
  return (
    <>
      <p className="notice notice-good" role="status">
        {texts.fetched(changed.length)}
      </p>
      {conflicts.length > 0 && (
        <p className="notice notice-warning" role="alert">
          {texts.conflicts(conflicts.join(', '))}
        </p>
      )}
    </>
  );
}

interface CardProps {
  readonly approval: ApprovalView;
  readonly onOpen: () => void;
}

function ApprovalCard({ approval, onOpen }: CardProps): ReactNode {
  const texts = useTexts().approvals;
  const { request, state } = approval;
  return (
    <button type="button" className="approval-card" onClick={onOpen} data-state={state}>
      <strong>{texts.summary(request.items[0]?.fileName ?? '', request.items.length)}</strong>
      <span className="seal-detail">
        {request.applicant} · {request.purpose}
      </span>
      <span className="approval-state">{texts.state[state]}</span>
      <span className="seal-detail">
        {formatMinute(request.requestedAt)} · {request.id}
      </span>
    </button>
  );
}
