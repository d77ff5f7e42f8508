import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { TokenView } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { AccessList, AccessPanel, accessesOn } from './access-panel.tsx';
import { ApplicationList, ApplicationPanel } from './application-panel.tsx';
import { AuthorisePanel } from './authorise-panel.tsx';
import { FirstSealPanel } from './first-seal-panel.tsx';
import { DelegationPanel } from './delegation-panel.tsx';
import { LossList, WithdrawalPanel } from './loss-list.tsx';
import { LossPanel } from './loss-panel.tsx';
import { NoticePanel } from './notice-panel.tsx';
import { isRenewalDue, ManagePanel } from './seal-actions.tsx';
import type { SealLifePanel, SealLifeStore } from './seal-life-store.ts';
import { StoringPanel } from './storing-panel.tsx';

interface SealLifeCasesProps {
  readonly life: StoreApi<SealLifeStore>;
  /** Null until the keys are known. */
  readonly tokens: TokenView | null;
}

/** Shows accesses of delegates, loss reports and applications, after the message about what was just done. */
export function SealLifeCases({ life, tokens }: SealLifeCasesProps): ReactNode {
  const texts = useTexts().sealLife;
  const store = useStore(life);
  return (
    <>
      {store.reported !== null && (
        <p className="notice notice-good" role="status">
          {texts.loss.done}
        </p>
      )}
      {store.taken !== null && (
        <p className="notice notice-good" role="status">
          {texts.access.done(store.taken)}
        </p>
      )}
      {store.problem !== null && <ErrorView error={store.problem} />}
      <AccessList delegations={accessesOn(tokens, store.view)} />
      <LossList store={store} />
      <ApplicationList store={store} />
    </>
  );
}

interface SealLifePanelProps {
  readonly life: StoreApi<SealLifeStore>;
  readonly tokens: TokenView | null;
  readonly bridge: AppBridge['sealLife'];
}

/** Shows the panel that is open; nothing if there is none. */
export function SealLifePanelView({ life, tokens, bridge }: SealLifePanelProps): ReactNode {
  const store = useStore(life);
  const { panel } = store;
  return panel && <OpenPanel store={store} panel={panel} tokens={tokens} bridge={bridge} />;
}

interface PanelProps {
  readonly store: SealLifeStore;
  readonly panel: SealLifePanel;
  readonly tokens: TokenView | null;
  readonly bridge: AppBridge['sealLife'];
}

function OpenPanel({ store, panel, tokens, bridge }: PanelProps): ReactNode {
  const { losses = [], applications = [], rules = {} } = store.view ?? {};
  const tokenOf = (serial: string) => tokens?.tokens.find((token) => token.serial === serial);
  switch (panel.kind) {
    case 'loss':
      return <LossPanel store={store} preset={panel.preset} />;
    case 'withdrawal': {
      const report = losses.find(({ id }) => id === panel.id);
      return report && <WithdrawalPanel store={store} report={report} />;
    }
    case 'authorise': {
      const report = losses.find(({ id }) => id === panel.id);
      return report && <AuthorisePanel store={store} report={report} />;
    }
    case 'notice': {
      const report = losses.find(({ id }) => id === panel.id);
      return (
        report && (
          <NoticePanel
            key={panel.draft.months}
            store={store}
            report={report}
            draft={panel.draft}
            bridge={bridge}
          />
        )
      );
    }
    case 'storing': {
      const application = applications.find(({ number }) => number === panel.number);
      if (application === undefined || application.newSeal === null) return null;
      const { tokenSerial, newSeal } = application;
      return (
        <StoringPanel
          store={store}
          application={application}
          newSeal={newSeal}
          token={tokenOf(tokenSerial)}
        />
      );
    }
    case 'issue': {
      const { issuers = [] } = store.view ?? {};
      return <FirstSealPanel store={store} issuers={issuers} tokens={tokens?.tokens ?? []} />;
    }
    case 'access':
      return <AccessPanel store={store} tokens={tokens?.tokens ?? []} />;
    case 'manage':
    case 'application':
    case 'delegation': {
      const { seal } = panel;
      const token = tokenOf(seal.tokenSerial);
      const own = rules[seal.esId] ?? null;
      const info = token?.seals.find(({ esId }) => esId === seal.esId);
      const renewal = info?.standing?.renewal ?? null;
      const renewalDue = info !== undefined && isRenewalDue(info, Date.now());
      if (panel.kind === 'manage' || own === null) {
        return (
          <ManagePanel store={store} seal={seal} rules={own} renewal={renewal} renewalDue={renewalDue} />
        );
      }
      return panel.kind === 'delegation' ? (
        <DelegationPanel store={store} seal={seal} rules={own} token={token} />
      ) : (
        <ApplicationPanel {...{ store, seal, token }} act={panel.act} rules={own} preset={panel.reason} />
      );
    }
  }
}
