import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { delegationState, isOpen } from '../../../electron/shared/model/seal-life.ts';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { isRenewalDue } from './renewal-due.ts';
import type { SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly seal: SealInfo;
  readonly life: StoreApi<SealLifeStore>;
}

/** What can be done with a seal on a key: renewal while its time is, and the way to everything else. */
export function SealActions({ seal, life }: Props): ReactNode {
  const texts = useTexts().sealLife;
  const { view, panel, open } = useStore(life);
  if (seal.history || seal.esId === '' || view === null) return null;
  const { esId, tokenSerial, name } = seal;
  const choice = { esId, tokenSerial, name };
  const underWay = view.applications.find((each) => each.esId === esId && isOpen(each));
  const mayRenew = esId in view.rules && isRenewalDue(seal, Date.now()) && underWay === undefined;
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
        {mayRenew && (
          <Button
            kind={panel === null ? 'primary' : 'secondary'}
            aria-label={`${texts.acts.renewal} ${name}`}
            onPress={() => open({ kind: 'application', act: 'renewal', seal: choice })}
          >
            {texts.acts.renewal}
          </Button>
        )}
        <Button
          aria-label={`${texts.matters} ${name}`}
          onPress={() => open({ kind: 'matters', seal: choice })}
        >
          {texts.matters}
        </Button>
      </span>
    </>
  );
}
