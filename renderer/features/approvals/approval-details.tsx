import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { ApprovalView, DecisionView } from '../../../electron/shared/model/approval.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay, formatMinute, formatName } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { ApprovalItems, OnePerson } from './approval-items.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import type { OfficesStore } from './office-store.ts';

interface Props {
  readonly store: ApprovalsStore;
  readonly offices: StoreApi<OfficesStore>;
  readonly approval: ApprovalView;
  readonly tokens: readonly TokenInfo[];
  readonly hasPlatform: boolean;
}

/** Shows one request: its particulars, its files, the decision, and the next steps. */
export function ApprovalDetails({ store, offices, approval, tokens, hasPlatform }: Props): ReactNode {
  const texts = useTexts().approvals;
  const { request, state, decision, problem, origin, onPlatform } = approval;
  // The applicant sends a request on; its recipient decides.
  const isApplicants = state === 'underReview' && origin === 'here' && !onPlatform && !store.exported;
  const decide = state === 'underReview' && (
    <DecideButtons store={store} id={request.id} isNext={!isApplicants} />
  );
  return (
    <>
      <div className="button-row">
        <Button kind="quiet" onPress={() => store.show({ step: 'list' })}>
          ‹ {texts.back}
        </Button>
      </div>
      <h2>{texts.summary(request.items[0]?.fileName ?? '', request.items.length)}</h2>
      <p className="approval-state" data-state={state} data-testid="approval-state">
        {texts.state[state]}
      </p>
      {problem !== null && <ErrorView error={problem} title={texts.problem} />}
      <FactList
        facts={[
          [texts.enterprise, request.enterprise],
          [texts.applicant, request.applicant],
          [texts.purpose, request.purpose],
          [texts.counterpart, request.counterpart],
          [texts.requestedAt, formatMinute(request.requestedAt)],
          [texts.validUntil, formatDay(request.validUntil)],
          [texts.number, request.id],
          [texts.digest, <code key="sm3">{approval.digest}</code>],
        ]}
      />
      {decision !== null && <Decision decision={decision} />}
      {decision !== null && signsAsItSeals(approval, tokens) && (
        <p className="notice notice-warning">{texts.noKeepingApart}</p>
      )}
      <OnePerson people={approval.samePeople} />
      <h3>{texts.items(request.items.length)}</h3>
      <ApprovalItems store={store} approval={approval} />
      {!isApplicants && decide}
      {decision?.kind === 'office' && <GiveBack offices={offices} approval={approval} />}
      <SendButtons store={store} approval={approval} hasPlatform={hasPlatform} isNext={isApplicants} />
      {isApplicants && decide}
    </>
  );
}

interface SendProps {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
  readonly hasPlatform: boolean;
  readonly isNext: boolean;
}

/** Offers the ways to send a request and its decision. */
function SendButtons({ store, approval, hasPlatform, isNext }: SendProps): ReactNode {
  const texts = useTexts().approvals;
  const { request, state, onPlatform } = approval;
  const { id } = request;
  return (
    <>
      {state === 'underReview' && !onPlatform && hasPlatform && (
        <Button
          kind={isNext ? 'primary' : 'secondary'}
          wide
          onPress={() => store.show({ step: 'exchange', id })}
        >
          {texts.send}
        </Button>
      )}
      {onPlatform && <p className="hint">{texts.sent}</p>}
      {approval.undelivered && (
        <>
          <p className="notice notice-warning">{texts.undelivered}</p>
          <Button kind="primary" wide onPress={() => store.show({ step: 'exchange', id: null })}>
            {texts.deliver}
          </Button>
        </>
      )}
      <Button
        kind={isNext && !hasPlatform ? 'primary' : 'secondary'}
        wide
        onPress={() => void store.exportFile(id)}
      >
        {texts.export}
      </Button>
      {store.exported && (
        <p className="notice notice-good" role="status">
          {texts.exported}
        </p>
      )}
    </>
  );
}

interface DecideProps {
  readonly store: ApprovalsStore;
  readonly id: string;
  readonly isNext: boolean;
}

function DecideButtons({ store, id, isNext }: DecideProps): ReactNode {
  const texts = useTexts().approvals;
  return (
    <>
      <p className="hint">{texts.decideHint}</p>
      <Button
        kind={isNext ? 'primary' : 'secondary'}
        wide
        onPress={() => store.show({ step: 'decide', id, outcome: 'approved' })}
      >
        {texts.approve}
      </Button>
      <div className="button-row">
        <Button onPress={() => store.show({ step: 'decide', id, outcome: 'rejected' })}>
          {texts.reject}
        </Button>
        <Button onPress={() => store.show({ step: 'paper', id })}>{texts.recordPaper}</Button>
      </div>
    </>
  );
}

function Decision({ decision }: { readonly decision: DecisionView }): ReactNode {
  const texts = useTexts().approvals;
  if (decision.kind === 'paper') {
    const { number, date, approver, scan } = decision.paper;
    return (
      <FactList
        facts={[
          [texts.decision, texts.paper],
          [texts.paperNumber, number],
          [texts.approver, approver],
          [texts.paperDate, date],
          [texts.scan, scan.fileName],
          [texts.scanSm3, <code key="sm3">{scan.sm3}</code>],
        ]}
      />
    );
  }
  if (decision.kind === 'office') {
    const { system, number, outcome, applicant, approver, comment, decidedAt, returned } = decision.office;
    return (
      <FactList
        facts={[
          [texts.decision, texts.outcome[outcome]],
          [texts.officeSystem, system],
          [texts.officeNumber, number],
          [texts.applicant, `${applicant.name} (${applicant.id})`],
          [texts.approver, `${approver.name} (${approver.id})`],
          [texts.decidedAt, formatMinute(decidedAt)],
          [texts.comment, comment],
          [texts.officeResult, returned ? texts.officeReturned : texts.officeNotReturned],
        ]}
      />
    );
  }
  const { outcome, approver, decidedAt, comment } = decision.decision;
  return (
    <FactList
      facts={[
        [texts.decision, texts.outcome[outcome]],
        [texts.approver, approver],
        [texts.decidedAt, formatMinute(decidedAt)],
        [texts.comment, comment],
        [texts.certificate, formatName(decision.certificate.subject)],
      ]}
    />
  );
}

/** Tells whether the key that signed the decision also holds one of the seals. */
function signsAsItSeals({ decision, request }: ApprovalView, tokens: readonly TokenInfo[]): boolean {
  if (decision?.kind !== 'signed') return false;
  const { serial } = decision.certificate;
  return tokens.some(
    ({ seals, certificates }) =>
      certificates.some((certificate) => certificate.serial === serial) &&
      seals.some(({ esId }) => request.items.some((item) => item.esId === esId)),
  );
}

interface GiveBackProps {
  readonly offices: StoreApi<OfficesStore>;
  readonly approval: ApprovalView;
}

/** Writes sealed files and signed results for the office system, once something was sealed. */
function GiveBack({ offices, approval }: GiveBackProps): ReactNode {
  const texts = useTexts().offices;
  const { working, given, problem, giveBack } = useStore(offices);
  if (!approval.items.some(({ state }) => state === 'used')) return null;
  return (
    <>
      {problem !== null && <ErrorView error={problem} />}
      {given !== null && (
        <p className="notice notice-good" role="status">
          {texts.given(given.length)}
        </p>
      )}
      <Button wide isDisabled={working} onPress={() => void giveBack(approval.request.id)}>
        {texts.giveBack}
      </Button>
    </>
  );
}
