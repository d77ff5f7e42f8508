import { useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TokenView } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ApplicationList } from './application-list.tsx';
import { ApplicationPanel } from './application-panel.tsx';
import { DelegationPanel } from './delegation-panel.tsx';
import { LossList } from './loss-list.tsx';
import { LossPanel } from './loss-panel.tsx';
import { MattersPanel } from './matters-panel.tsx';
import { NoticePanel } from './notice-panel.tsx';
import { isRenewalDue } from './renewal-due.ts';
import type { SealLifePanel, SealLifeStore } from './seal-life-store.ts';
import { StoringPanel } from './storing-panel.tsx';
import { WithdrawalPanel } from './withdrawal-panel.tsx';

interface Props {
  readonly life: StoreApi<SealLifeStore>;
  readonly tokens: TokenView | null;
  readonly bridge: AppBridge['sealLife'];
}

/** What is under way in the lives of seals: the panel that is open, then reports and applications. */
export function SealLifeSection({ life, tokens, bridge }: Props): ReactNode {
  const texts = useTexts().sealLife.loss;
  const store = useStore(life);
  const { load, panel, reported } = store;
  useEffect(() => void load(), [load, tokens]);
  return (
    <>
      {reported !== null && (
        <p className="notice notice-good" role="status">
          {texts.done}
        </p>
      )}
      {panel !== null && <OpenPanel store={store} panel={panel} tokens={tokens} bridge={bridge} />}
      <LossList store={store} />
      <ApplicationList store={store} />
    </>
  );
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
    default: {
      const { seal } = panel;
      const token = tokenOf(seal.tokenSerial);
      const own = rules[seal.esId] ?? null;
      const info = token?.seals.find(({ esId }) => esId === seal.esId);
      const renewal = info?.standing?.renewal ?? null;
      const renewalDue = info !== undefined && isRenewalDue(info, Date.now());
      if (panel.kind === 'matters' || own === null) {
        return (
          <MattersPanel store={store} seal={seal} rules={own} renewal={renewal} renewalDue={renewalDue} />
        );
      }
      return panel.kind === 'delegation' ? (
        <DelegationPanel store={store} seal={seal} rules={own} token={token} />
      ) : (
        <ApplicationPanel store={store} act={panel.act} seal={seal} rules={own} token={token} />
      );
    }
  }
}
