import type { ReactNode } from 'react';
import type { AppError, ErrorCode } from '../../electron/shared/errors.ts';
import { type ApprovalDifference, differencesInDetails } from '../../electron/shared/model/approval.ts';
import { askedWait } from '../../electron/shared/texts/asked-wait.ts';
import { shownError } from '../../electron/shared/texts/problem-texts.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { refusalBasis } from '../lib/seal-standing.ts';
import { BoundChange } from './bound-change.tsx';
import { Button } from './form.tsx';
import { FailIcon, type Tone, VerdictIcon } from './icons.tsx';

/** The details to show below, of each code whose texts refer to them. */
const SHOWN_DETAILS: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  ADMINISTRATOR_SETTINGS_DAMAGED: ['reason'],
  LINK_INVALID: ['reason'],
  LINK_NOT_FETCHED: ['reason', 'status'],
  OA_REGISTRATION_INVALID: ['field'],
  PLATFORM_ACCESS_REFUSED: ['reason'],
  PLATFORM_FILE_DAMAGED: ['reason'],
  PLATFORM_LOGIN_FAILED: ['reason'],
  PLATFORM_SECRET_UNUSABLE: ['file', 'reason'],
};

interface ErrorViewProps {
  readonly error: AppError;
  readonly title?: string;
  /** The buttons for the next step. */
  readonly children?: ReactNode;
}

/**
 * Shows the three lines of an error (what happened, why, what to do), with the code in small type for the
 * help desk.
 */
export function ErrorView({ error, title, children }: ErrorViewProps): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const { what, why, next } = shownError(error, language);
  const waiting = askedWait(error);
  return (
    <div className="error-view" role="alert">
      {title !== undefined && <p className="error-title">{title}</p>}
      <p className="error-what">{what}</p>
      <p>{why}</p>
      {refusalBasis(error, texts.policy, language).map((basis) => (
        <p key={basis} className="error-basis">
          {basis}
        </p>
      ))}
      <BoundChange error={error} />
      <DifferenceTable differences={differencesInDetails(error.details)} />
      <p>{next}</p>
      {waiting !== null && <p data-testid="asked-wait">{waiting[language]}</p>}
      {SHOWN_DETAILS[error.code]?.map((name) => (
        <p key={name} className="hint">
          {String(error.details?.[name] ?? '')}
        </p>
      ))}
      {children !== undefined && <div className="button-row">{children}</div>}
      <p className="error-code">{texts.errorCode(error.code)}</p>
    </div>
  );
}

/** Shows the approved value beside the present one, a line for each difference. */
function DifferenceTable({
  differences,
}: {
  readonly differences: readonly ApprovalDifference[];
}): ReactNode {
  const texts = useTexts().approvals;
  if (differences.length === 0) return null;
  return (
    <table className="difference-table" aria-label={texts.differs} data-testid="differences">
      <tbody>
        {differences.map(({ aspect, approved, found }) => (
          <tr key={aspect}>
            <th scope="row">{texts.aspect[aspect]}</th>
            <td>
              <span className="difference-side">{texts.approvedValue}</span> <code>{approved}</code>
              <br />
              <span className="difference-side">{texts.foundValue}</span> <code>{found}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NoticeProps {
  readonly tone: Tone;
  readonly text: string;
  readonly onClose: () => void;
  /** A button for the next step. */
  readonly children?: ReactNode;
}

/** Shows an event that the person should know; it stays until it is closed. */
export function Notice({ tone, text, onClose, children }: NoticeProps): ReactNode {
  const texts = useTexts();
  return (
    <div className={`banner banner-${tone}`} role="alert" data-testid="notice">
      <VerdictIcon tone={tone} />
      <span className="banner-text">{text}</span>
      {children}
      <Button kind="quiet" aria-label={texts.closeNotice} onPress={onClose}>
        <FailIcon />
      </Button>
    </div>
  );
}
