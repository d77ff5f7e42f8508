import { type ReactNode, useState } from 'react';
import type { RegisterEntry } from '../../../electron/shared/model/register.ts';
import { voidNotice } from '../../../electron/shared/texts/void-notice.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, TextEntry } from '../../ui/form.tsx';
import { NoticeText, type NoticeWays } from '../../ui/notice-text.tsx';

/** Why a sealed file is void, and who has received it. */
export interface VoidWord {
  readonly reason: string;
  readonly received: string;
}

interface VoidFormProps {
  /** The entry of the use that made the file. */
  readonly use: RegisterEntry;
  readonly onVoid: (word: VoidWord) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** The form that records a sealed file as void (作废). The file itself stays as it is. */
export function VoidForm({ use, onVoid, onCancel }: VoidFormProps): ReactNode {
  const texts = useTexts().register;
  const [reason, setReason] = useState('');
  const [received, setReceived] = useState(use.counterpart ?? '');
  return (
    <form
      className="panel-section void-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onVoid({ reason: reason.trim(), received: received.trim() });
      }}
    >
      <p>{texts.voidHint}</p>
      <TextEntry label={texts.voidReason} value={reason} onChange={setReason} />
      <TextEntry label={texts.voidReceived} value={received} onChange={setReceived} />
      <div className="button-row">
        <Button type="submit" isDisabled={reason.trim() === ''}>
          {texts.voidConfirm}
        </Button>
        <Button onPress={onCancel}>{texts.voidCancel}</Button>
      </div>
    </form>
  );
}

interface VoidNoticeProps {
  readonly use: RegisterEntry;
  readonly word: VoidWord;
  readonly ways: NoticeWays;
}

/** The notice (作废告知函) to those who have the file, drafted once it is recorded as void. */
export function VoidNotice({ use, word, ways }: VoidNoticeProps): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  const [voidedAt] = useState(() => new Date().toISOString());
  return (
    <section className="panel-section" aria-label={texts.voidNotice} data-testid="void-notice">
      <h3>{texts.voidNotice}</h3>
      <p className="hint">{texts.voidNoticeHint}</p>
      <NoticeText draft={voidNotice({ use, ...word, voidedAt }, language)} ways={ways} />
    </section>
  );
}
