import type { ReactNode } from 'react';
import type { AppError } from '../../electron/shared/errors.ts';
import { type Messages, useTexts } from '../lib/i18n/use-texts.ts';
import { FactList } from './fact-list.tsx';

/** Shows what is missing or changed of a bound platform: the file, the item, its value when bound and now. */
export function BoundChange({ error: { code, details } }: { readonly error: AppError }): ReactNode {
  const texts = useTexts().binding;
  if (!code.startsWith('BOUND_')) return null;
  const textOf = (name: string): string | null => {
    const value = details?.[name];
    return typeof value === 'string' ? value : null;
  };
  const changed = textOf('field') ?? textOf('change');
  return (
    <FactList
      facts={[
        [texts.parts.platform, textOf('name')],
        [texts.parts.file, textOf('file')],
        [texts.parts.list, textOf('list')],
        [texts.parts.field, changed === null ? null : fieldText(changed, texts.fields)],
        [texts.parts.bound, textOf('bound')],
        [texts.parts.found, textOf('found')],
      ]}
    />
  );
}

function fieldText(field: string, texts: Messages['binding']['fields']): string {
  const names: Readonly<Record<string, string>> = texts;
  return names[field] ?? field;
}
