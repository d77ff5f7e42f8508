import type { ReactNode } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few, by the system's own list. */
export function ChoiceField<T extends string>({ label, value, options, onChange }: Props<T>): ReactNode {
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
