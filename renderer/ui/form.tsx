import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps,
  Input,
  Label,
  TextArea,
  TextField,
} from 'react-aria-components';

interface ActionButtonProps extends Omit<ButtonProps, 'className' | 'style'> {
  /** `primary` is the next step, one on a screen; `quiet` has no frame. */
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly wide?: boolean;
}

export function Button({ kind = 'secondary', wide = false, ...rest }: ActionButtonProps): ReactNode {
  return <AriaButton {...rest} className={`button button-${kind}${wide ? ' button-wide' : ''}`} />;
}

interface TextEntryProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'number';
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  /** The number of lines, if more than one. */
  readonly rows?: number;
}

/** A field for text of one line or several. */
export function TextEntry(props: TextEntryProps): ReactNode {
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

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}

/** A choice of one among few, by the system's own list. */
export function ChoiceField<T extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceFieldProps<T>): ReactNode {
  const choose = (chosen: string): void => {
    const option = options.find(([each]) => each === chosen);
    if (option !== undefined) onChange(option[0]);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <select className="input" value={value} onChange={(event) => choose(event.target.value)}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
