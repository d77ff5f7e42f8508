import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import type { AppError } from '../../electron/shared/errors.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from './button.tsx';
import { ErrorView } from './error-view.tsx';

interface Props {
  readonly title: string;
  readonly busy: boolean;
  readonly problem: AppError | null;
  readonly onClose: () => void;
  /** The button that does what the panel is for; absent where there are several or none. */
  readonly submit?: { readonly text: string; readonly ready: boolean; readonly act: () => void };
  /** What the button that leaves the panel says; "cancel" or "close" where absent. */
  readonly closeText?: string;
  /** Further buttons after these. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** What the person is doing with a seal, at the top of the place. Esc leaves it. */
export function LifePanel(props: Props): ReactNode {
  const { title, busy, problem, onClose, submit, closeText, more, children } = props;
  const texts = useTexts().sealLife;
  const panel = useRef<HTMLFormElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [title]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (submit?.ready === true && !busy) submit.act();
  };
  return (
    <form
      ref={panel}
      className="card life-panel"
      aria-label={title}
      onSubmit={send}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2>{title}</h2>
      {children}
      {problem !== null && <ErrorView error={problem} />}
      <div className="button-row">
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
