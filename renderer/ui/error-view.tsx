import type { ReactNode } from 'react';
import type { AppError } from '../../electron/shared/errors.ts';
import { errorTexts } from '../../electron/shared/texts/error-texts.ts';
import { differencesInDetails } from '../../electron/shared/model/approval.ts';
import { refusalGround } from '../lib/refusal-ground.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { DifferenceTable } from './difference-table.tsx';

interface Props {
  readonly error: AppError;
  readonly title?: string;
  /** The buttons that do what the third line says. */
  readonly children?: ReactNode;
}

/** The three lines of an error: what happened, why, what to do; the code small beneath for the help desk. */
export function ErrorView({ error, title, children }: Props): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const { what, why, next } = errorTexts[language][error.code];
  return (
    <div className="error-view" role="alert">
      {title !== undefined && <p className="error-title">{title}</p>}
      <p className="error-what">{what}</p>
      <p>{why}</p>
      {refusalGround(error, texts.policy, language).map((ground) => (
        <p key={ground} className="error-ground">
          {ground}
        </p>
      ))}
      <DifferenceTable differences={differencesInDetails(error.details)} />
      <p>{next}</p>
      {children !== undefined && <div className="button-row">{children}</div>}
      <p className="error-code">{texts.errorCode(error.code)}</p>
    </div>
  );
}
