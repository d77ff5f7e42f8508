import type { ReactNode, RefObject } from 'react';
import { Input, Label, TextField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isNew?: boolean;
  readonly onInput?: () => void;
}

/** A field for a PIN. What is typed stays in the field alone: no state of the window ever holds it. */
export function PinField({ label, field, isNew = false, onInput }: Props): ReactNode {
  return (
    <TextField className="field" isRequired>
      <Label>{label}</Label>
      <Input
        ref={field}
        type="password"
        autoComplete={isNew ? 'new-password' : 'off'}
        maxLength={64}
        className="input"
        onInput={onInput}
      />
    </TextField>
  );
}
