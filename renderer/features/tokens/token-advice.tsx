import type { ReactNode } from 'react';
import type { ResetPurpose } from '../../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { isLastTry } from '../../ui/pin-entry.tsx';
import type { PinJob } from './pin-store.ts';

/** Shows the way from a key to an application for a PIN reset. */
export type ResetWay = (token: TokenInfo, purpose: ResetPurpose) => ReactNode;

interface Props {
  readonly token: TokenInfo;
  /** The days since the last PIN change if they exceed the policy; else null. */
  readonly overdueDays: number | null;
  /** Null if no platform takes applications. */
  readonly resetWay: ResetWay | null;
  readonly onBegin: (job: PinJob) => void;
}

/** Explains the state of a key and offers the next step. */
export function TokenAdvice({ token, overdueDays, resetWay, onBegin }: Props): ReactNode {
  const texts = useTexts().pin;
  if (token.state === 'notInitialised') return <Obstacle code="TOKEN_NOT_INITIALISED" />;
  if (token.pin.locked) return <LockedAdvice token={token} resetWay={resetWay} onBegin={onBegin} />;
  if (token.state === 'pinNotSet') {
    return (
      <Advice tone="warning" text={texts.notSet}>
        <Button kind="primary" onPress={() => onBegin('unblock')}>
          {texts.set}
        </Button>
      </Advice>
    );
  }
  if (token.pin.mustChange) {
    return (
      <Advice tone="warning" text={texts.mustChange}>
        <Button kind="primary" onPress={() => onBegin('change')}>
          {texts.changeInitial}
        </Button>
      </Advice>
    );
  }
  const [obstacle] = token.certificates.some(({ usable }) => usable) ? [] : reasonsOf(token);
  return (
    <>
      {obstacle !== undefined && <Obstacle code={obstacle} />}
      {isLastTry(token.pin) && <p className="notice notice-danger">{texts.lastTry}</p>}
      {overdueDays !== null && <p className="notice notice-warning">{texts.reminder(overdueDays)}</p>}
      <div className="button-row">
        <Button onPress={() => onBegin('change')}>{texts.change}</Button>
        {!token.soPin.locked && <Button onPress={() => onBegin('unblock')}>{texts.resetByCode}</Button>}
        <ForgottenPin token={token} />
      </div>
    </>
  );
}

/** Offers the two ways to unlock a PIN, or the only one left if the unlock code is locked too. */
function LockedAdvice({ token, resetWay, onBegin }: Omit<Props, 'overdueDays'>): ReactNode {
  const { pin: texts, pinReset } = useTexts();
  if (token.soPin.locked) {
    return (
      <div className="notice notice-danger">
        <strong>{texts.bothLockedTitle}</strong>
        <p>{texts.bothLocked(token.serial)}</p>
      </div>
    );
  }
  const byCode = (
    <li key="code">
      <p>{texts.lockedByCode}</p>
      <Button kind={resetWay === null ? 'primary' : 'secondary'} onPress={() => onBegin('unblock')}>
        {texts.unblock}
      </Button>
    </li>
  );
  const byApplication = (
    <li key="application">
      <p>{resetWay === null ? texts.lockedByIssuer(token.serial) : pinReset.lockedByPlatform}</p>
      {resetWay?.(token, 'reset')}
    </li>
  );
  return (
    <div className="notice notice-danger">
      <strong>{texts.lockedTitle}</strong>
      <ol className="ways-out">{resetWay === null ? [byCode, byApplication] : [byApplication, byCode]}</ol>
    </div>
  );
}

interface AdviceProps {
  readonly tone: 'warning' | 'danger';
  readonly text: string;
  readonly children?: ReactNode;
}

function Advice({ tone, text, children }: AdviceProps): ReactNode {
  return (
    <div className={`notice notice-${tone}`}>
      <p>{text}</p>
      {children}
    </div>
  );
}

type Reason = NonNullable<TokenInfo['certificates'][number]['reason']>;

function Obstacle({ code }: { readonly code: Reason }): ReactNode {
  const { what, next } = errorTexts[useLanguage()][code];
  return <Advice tone="warning" text={`${what} ${next}`} />;
}

/** Lists the reasons why no certificate of the key can sign. */
function reasonsOf({ certificates }: TokenInfo): readonly Reason[] {
  if (certificates.length === 0) return ['TOKEN_NO_CERTIFICATE'];
  return certificates.map(({ reason }) => reason).filter((reason) => reason !== null);
}
