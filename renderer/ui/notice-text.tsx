import { type ReactNode, useState } from 'react';
import type { Result } from '../../electron/shared/result.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button, TextEntry } from './form.tsx';

/** What a drafted notice can be given to. */
export interface NoticeWays {
  readonly copy: (text: string) => Promise<Result<null>>;
  /** Answers false when the person changes their mind. */
  readonly save: (text: string) => Promise<Result<boolean>>;
}

interface NoticeTextProps {
  /** The draft; a new one replaces what the person wrote only under another `key`. */
  readonly draft: string;
  readonly ways: NoticeWays;
}

/** A drafted notice, which the person corrects, copies or saves, and sends. */
export function NoticeText({ draft, ways }: NoticeTextProps): ReactNode {
  const texts = useTexts().notice;
  const [text, setText] = useState(draft);
  const [done, setDone] = useState<'copied' | 'saved' | null>(null);
  const copy = async (): Promise<void> => {
    if ((await ways.copy(text)).ok) setDone('copied');
  };
  const save = async (): Promise<void> => {
    const saved = await ways.save(text);
    if (saved.ok && saved.value) setDone('saved');
  };
  return (
    <>
      <TextEntry
        label={texts.text}
        value={text}
        rows={12}
        maxLength={100_000}
        onChange={(changed) => {
          setText(changed);
          setDone(null);
        }}
      />
      <div className="button-row">
        <Button kind="primary" onPress={() => void copy()}>
          {texts.copy}
        </Button>
        <Button onPress={() => void save()}>{texts.save}</Button>
        {done !== null && <span role="status">{texts[done]}</span>}
      </div>
    </>
  );
}
