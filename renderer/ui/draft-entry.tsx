import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';

interface Props {
  readonly label: string;
  /** The text of the present value. */
  readonly value: string;
  /** Takes a text over. @returns false if it says nothing that can be taken */
  readonly onCommit: (text: string) => boolean;
  /** What a text must be like, shown beneath one that is not. */
  readonly wrong: string;
  readonly hint?: string;
  readonly isNumber?: boolean;
  readonly isDisabled?: boolean;
}

/**
 * A field whose text counts once the person leaves it or presses Enter. Esc brings the former text back, and does
 * nothing else.
 */
export function DraftEntry(props: Props): ReactNode {
  const { label, value, onCommit, wrong, hint, isNumber = false, isDisabled = false } = props;
  const [text, setText] = useState(value);
  const [isWrong, setWrong] = useState(false);
  const [field, note] = [useId(), useId()];
  useEffect(() => {
    setText(value);
    setWrong(false);
  }, [value]);
  const commit = (): void => {
    if (text.trim() === value) return void reset();
    setWrong(!onCommit(text.trim()));
  };
  const reset = (): void => {
    setText(value);
    setWrong(false);
  };
  const act = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && !event.ctrlKey) commit();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    reset();
    event.currentTarget.blur();
  };
  const described = isWrong || hint !== undefined;
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        className="input"
        inputMode={isNumber ? 'decimal' : 'text'}
        value={text}
        disabled={isDisabled}
        maxLength={200}
        aria-invalid={isWrong}
        {...(described ? { 'aria-describedby': note } : {})}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={act}
      />
      {described && (
        <span id={note} className={isWrong ? 'field-wrong' : 'hint'}>
          {isWrong ? wrong : hint}
        </span>
      )}
    </div>
  );
}
