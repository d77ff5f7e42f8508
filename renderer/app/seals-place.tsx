import { type ReactNode, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { DriverPage } from '../features/drivers/driver-page.tsx';
import { HandoverCase, HandoverPanelView } from '../features/handover/handover-panel.tsx';
import { PinResetCases, PinResetPanelView, ResetWay } from '../features/pin-reset/pin-reset-section.tsx';
import { SealActions } from '../features/seal-life/seal-actions.tsx';
import { accessesOn } from '../features/seal-life/access-panel.tsx';
import { SealLifeCases, SealLifePanelView } from '../features/seal-life/seal-life-section.tsx';
import { SealShelf } from '../features/tokens/seal-shelf.tsx';
import { EndedHosts } from '../features/tokens/ended-hosts.tsx';
import { TokenCards } from '../features/tokens/token-cards.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/form.tsx';
import { SealIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/panel.tsx';
import { SEALS_VIEWS, type SealsView } from './seals-view.ts';
import type { AppParts } from './stores.ts';

/** The place for USB keys, seals and what is applied for or reported about them, one view at a time. */
export function SealsPlace({ bridge, stores }: AppParts): ReactNode {
  const { sealLife: life, drivers, tokens: texts, sealsViews } = useTexts();
  const [checking, setChecking] = useState(false);
  const { view, show } = useStore(stores.sealsView);
  const tokens = useStore(stores.tokens, (store) => store.view);
  const connected = useStore(stores.sealLife, (store) => store.view?.hasPlatform === true);
  useEffect(() => void stores.sealLife.getState().load(), [stores, tokens]);
  useEffect(() => void stores.pinReset.getState().load(), [stores]);
  useEffect(() => void stores.handover.getState().load(), [stores]);
  if (checking) {
    return (
      <DriverPage
        drivers={stores.drivers}
        ended={<EndedHosts tokens={stores.tokens} />}
        onBack={() => setChecking(false)}
      />
    );
  }
  const check = (): void => {
    setChecking(true);
    void stores.drivers.getState().diagnose();
  };
  return (
    <div className="place-column place-column-wide">
      <div className="place-head">
        <h1>{texts.title}</h1>
        <div className="button-row">
          {connected && (
            <>
              <Button onPress={() => stores.sealLife.getState().open({ kind: 'issue' })}>
                {life.issue.open}
              </Button>
              <Button onPress={() => stores.sealLife.getState().open({ kind: 'access' })}>
                {life.access.open}
              </Button>
            </>
          )}
          <Button onPress={() => stores.sealLife.getState().open({ kind: 'loss', preset: null })}>
            {life.reportLoss}
          </Button>
          <Button onPress={check}>{drivers.open}</Button>
        </div>
      </div>
      <Tabs
        className="seals-tabs"
        selectedKey={view}
        onSelectionChange={(key) => show(SEALS_VIEWS.find((each) => each === key) ?? 'keys')}
      >
        <TabList className="tab-list" aria-label={texts.title}>
          {SEALS_VIEWS.map((each) => (
            <Tab key={each} id={each} className="tab">
              {sealsViews[each]}
            </Tab>
          ))}
        </TabList>
        {SEALS_VIEWS.map((each) => (
          <TabPanel key={each} id={each} className="seals-view">
            <View view={each} bridge={bridge} stores={stores} onCheckDrivers={check} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

interface ViewProps extends AppParts {
  readonly view: SealsView;
  readonly onCheckDrivers: () => void;
}

function View({ view, bridge, stores, onCheckDrivers }: ViewProps): ReactNode {
  const tokens = useStore(stores.tokens, (store) => store.view);
  const connected = useStore(stores.platform, (store) => (store.view?.platforms.length ?? 0) > 0);
  if (view === 'cases') return <Cases bridge={bridge} stores={stores} />;
  if (view === 'seals') {
    return (
      <SealShelf view={tokens} sealFoot={(seal) => <SealActions seal={seal} life={stores.sealLife} />} />
    );
  }
  return (
    <TokenCards
      tokens={stores.tokens}
      view={tokens}
      pin={stores.pin}
      onCheckDrivers={onCheckDrivers}
      resetWay={
        connected
          ? (token, purpose) => <ResetWay token={token} purpose={purpose} resets={stores.pinReset} />
          : null
      }
    />
  );
}

/** Shows the panel that is open, else the applications and reports with their states. */
function Cases({ bridge, stores }: AppParts): ReactNode {
  const texts = useTexts().sealsViews;
  const tokens = useStore(stores.tokens, (store) => store.view);
  const policy = useStore(stores.pin, ({ life }) => life?.policy ?? null);
  const life = useStore(stores.sealLife);
  const resets = useStore(stores.pinReset);
  const handover = useStore(stores.handover);
  if (life.panel !== null) {
    return <SealLifePanelView life={stores.sealLife} tokens={tokens} bridge={bridge.sealLife} />;
  }
  if (resets.panel !== null) {
    return (
      <PinResetPanelView resets={stores.pinReset} tokens={tokens} policy={policy} bridge={bridge.pinReset} />
    );
  }
  if (handover.panel !== null) {
    const changePin = (serial: string): void => {
      stores.pin.getState().begin('change', serial);
      stores.sealsView.getState().show('keys');
    };
    return (
      <HandoverPanelView handover={stores.handover} tokens={tokens?.tokens ?? []} onChangePin={changePin} />
    );
  }
  const count =
    (handover.view === null ? 0 : 1) +
    (life.view?.losses.length ?? 0) +
    accessesOn(tokens, life.view).length +
    (life.view?.applications.length ?? 0) +
    (resets.resets?.length ?? 0);
  return (
    <>
      {count === 0 && <EmptyState icon={<SealIcon />} title={texts.noCases} text={texts.noCasesText} />}
      <PinResetCases resets={stores.pinReset} />
      <SealLifeCases life={stores.sealLife} tokens={tokens} />
      <HandoverCase handover={stores.handover} />
    </>
  );
}
