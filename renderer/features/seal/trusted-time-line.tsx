import type { ReactNode } from 'react';
import type { TrustedTime } from '../../../electron/shared/model/sealing.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';

/** Whether the time of a new seal is proven, and what stands in for the proof; nothing where none was asked for. */
export function TrustedTimeLine({ trustedTime }: { readonly trustedTime: TrustedTime }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  if (trustedTime.state === 'notAsked') return null;
  if (trustedTime.state === 'stamped') {
    return (
      <p data-testid="trusted-time" data-state="stamped">
        <VerdictIcon tone="good" /> {texts.trustedTime.stamped(formatMinute(trustedTime.stampedAt))}
      </p>
    );
  }
  const { code } = trustedTime.error;
  return (
    <div data-testid="trusted-time" data-state="missing">
      <p>
        <VerdictIcon tone="doubt" /> {texts.trustedTime.missing(errorTexts[language][code].what)}
      </p>
      <p className="hint">{texts.trustedTime.countersigned}</p>
      <p className="error-code">{texts.errorCode(code)}</p>
    </div>
  );
}
