import type { ReactNode, RefObject } from 'react';

interface Props {
  readonly label: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isNew?: boolean;
  readonly onInput?: () => void;
}

/**
 * A field for a PIN. What is typed stays in the field alone: no state of the window holds it, which is why this is
 * the system's own field and not the library's, whose state would write it back.
 */
export function PinField({ label, field, isNew = false, onInput }: Props): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={field}
        type="password"
        autoComplete={isNew ? 'new-password' : 'off'}
        maxLength={64}
        aria-required
        className="input"
        onInput={onInput}
      />
    </label>
  );
}
