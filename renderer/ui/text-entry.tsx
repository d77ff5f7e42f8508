import type { ReactNode } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'number';
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  /** More lines than one. */
  readonly rows?: number;
}

/** A line or a few to type into. */
export function TextEntry(props: Props): ReactNode {
  const {
    label,
    value,
    onChange,
    type = 'text',
    placeholder,
    required = false,
    maxLength = 200,
    rows,
  } = props;
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <TextField
      className="field"
      type={type}
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      isRequired={required}
    >
      <Label>{label}</Label>
      {rows === undefined ? (
        <Input className="input" {...hint} />
      ) : (
        <TextArea className="input input-lines" rows={rows} {...hint} />
      )}
    </TextField>
  );
}
