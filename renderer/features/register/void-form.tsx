import { useState, type ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { TextEntry } from '../../ui/text-entry.tsx';

interface Props {
  readonly onVoid: (reason: string) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Why a sealed file does not count any more (作废). The file itself stays as it is. */
export function VoidForm({ onVoid, onCancel }: Props): ReactNode {
  const texts = useTexts().register;
  const [reason, setReason] = useState('');
  return (
    <form
      className="panel-section void-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onVoid(reason.trim());
      }}
    >
      <p>{texts.voidHint}</p>
      <TextEntry label={texts.voidReason} value={reason} onChange={setReason} />
      <div className="button-row">
        <Button type="submit" isDisabled={reason.trim() === ''}>
          {texts.voidConfirm}
        </Button>
        <Button onPress={onCancel}>{texts.voidCancel}</Button>
      </div>
    </form>
  );
}
