import type { ReactNode } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { refusalGround } from '../../lib/refusal-ground.ts';

interface Props {
  readonly refusal: AppError;
  /** What leads to the application, where there is something. */
  readonly children?: ReactNode;
}

/** Where the rules want every change of the PIN applied for: the clause, and the way that is open. */
export function PinByApplication({ refusal, children }: Props): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  return (
    <div className="notice notice-warning" data-testid="pin-by-application">
      <strong>{texts.pinByApplicationTitle}</strong>
      <p>{texts.pinByApplication}</p>
      {refusalGround(refusal, texts, language).map((ground) => (
        <p key={ground} className="seal-ground">
          {ground}
        </p>
      ))}
      {children}
    </div>
  );
}
