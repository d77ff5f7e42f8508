import { type SubmitEvent, type ReactNode, useEffect, useRef } from 'react';
import type { AppError } from '../../electron/shared/errors.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { ErrorView } from './error-view.tsx';
import { Button } from './form.tsx';

interface FormPanelProps {
  readonly title: string;
  readonly busy: boolean;
  readonly problem: AppError | null;
  readonly onClose: () => void;
  /** The button for the purpose of the panel; absent if there are several or none. */
  readonly submit?: { readonly text: string; readonly ready: boolean; readonly act: () => void };
  /** The text of the button that leaves the panel; "cancel" or "close" if absent. */
  readonly closeText?: string;
  /** Further buttons after these. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** A form at the top of the place. Esc leaves it. */
export function FormPanel(props: FormPanelProps): ReactNode {
  const { title, busy, problem, onClose, submit, closeText, more, children } = props;
  const texts = useTexts().sealLife;
  const panel = useRef<HTMLFormElement>(null);
  useEffect(() => void panel.current?.scrollIntoView({ block: 'nearest' }), [title]);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (submit?.ready === true && !busy) submit.act();
  };
  return (
    <form
      ref={panel}
      className="card form-panel"
      aria-label={title}
      onSubmit={send}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2>{title}</h2>
      {children}
      {problem !== null && <ErrorView error={problem} />}
      <div className="button-row form-panel-foot">
        {submit !== undefined && (
          <Button kind="primary" type="submit" isDisabled={busy || !submit.ready}>
            {submit.text}
          </Button>
        )}
        <Button onPress={onClose} isDisabled={busy}>
          {closeText ?? (submit === undefined ? texts.close : texts.cancel)}
        </Button>
        {more}
        {busy && <span role="status">{texts.working}</span>}
      </div>
    </form>
  );
}

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Tells what an empty place is for and how to fill it. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty-state">
      <div className="empty-icon">{icon}</div>
      <h1>{title}</h1>
      <p>{text}</p>
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  );
}
