import type { ReactNode } from 'react';
import { PERSON_ROLES, type Person } from '../../electron/shared/model/loss-report.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { ChoiceField, TextEntry } from './form.tsx';

interface Props {
  readonly legend: string;
  readonly person: Person;
  /** How the rules call whose seal it is: 持有人, or 所有者 under the national measure. */
  readonly owner?: string | undefined;
  readonly onChange: (person: Person) => void;
}

export const NOBODY: Person = { name: '', role: 'agent', contact: '' };

/** Tells whether a person is named well enough to be called back. */
export function isNamed({ name, contact }: Person): boolean {
  return name.trim() !== '' && contact.trim() !== '';
}

/** The fields for the person who files something: name, role and contact. */
export function PersonFields({ legend, person, owner, onChange }: Props): ReactNode {
  const texts = useTexts().sealLife.person;
  const roleName = (role: Person['role']): string =>
    role === 'holder' && owner === '所有者' ? texts.owner : texts.roles[role];
  return (
    <fieldset className="life-fields">
      <legend>{legend}</legend>
      <TextEntry
        label={texts.name}
        value={person.name}
        required
        onChange={(name) => onChange({ ...person, name })}
      />
      <ChoiceField
        label={texts.role}
        value={person.role}
        options={PERSON_ROLES.map((role) => [role, roleName(role)])}
        onChange={(role) => onChange({ ...person, role })}
      />
      <TextEntry
        label={texts.contact}
        value={person.contact}
        required
        onChange={(contact) => onChange({ ...person, contact })}
      />
    </fieldset>
  );
}
