import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { PinField, takePin } from '../../ui/pin-entry.tsx';
import type { DocumentStore } from './document-store.ts';

/** Passwords of PDF 2.0 count up to 127 bytes (ISO 32000-2 §7.6.4.3.3). */
const LONGEST = 127;

interface Props {
  readonly store: StoreApi<DocumentStore>;
  readonly documentId: string;
  /** The password to open the document by, or the one that its permissions ask for. */
  readonly asksFor: 'opening' | 'permissions';
  /** False if the next step is elsewhere on the screen. */
  readonly isNext: boolean;
}

/** Asks for the password of an encrypted document, where the document stands. A wrong one is said, and asked again. */
export function UnlockForm({ store, documentId, asksFor, isNext }: Props): ReactNode {
  const texts = useTexts().documents.unlock;
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [isWorking, setWorking] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (field.current === null || isWorking) return;
    setWorking(true);
    const result = await store.getState().unlock(documentId, takePin(field.current));
    if (result.ok) return;
    setWorking(false);
    setProblem(result.error);
    field.current.focus();
  };
  return (
    <form className="unlock-form" onSubmit={(event) => void submit(event)} data-testid="unlock">
      <PinField
        label={asksFor === 'opening' ? texts.password : texts.permissionsPassword}
        field={field}
        longest={LONGEST}
      />
      {problem !== null && <ErrorView error={problem} />}
      <div className="button-row">
        <Button kind={isNext ? 'primary' : 'secondary'} type="submit" isDisabled={isWorking}>
          {texts.submit}
        </Button>
      </div>
      <p className="hint">{texts.safe}</p>
    </form>
  );
}
