import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { Notice } from '../../ui/error-view.tsx';
import type { BindingStore } from './binding-store.ts';

interface Props {
  readonly store: StoreApi<BindingStore>;
  /** Opens the settings, where the person checks and binds. */
  readonly onOpen: () => void;
}

/** Asks once to bind the platforms that nobody has bound, and says what bars sealing in a bound world. */
export function BindingNotice({ store, onOpen }: Props): ReactNode {
  const { view, noticeRead, readNotice } = useStore(store);
  const texts = useTexts().binding;
  const language = useLanguage();
  if (view === null || noticeRead) return null;
  const [change] = view.changes;
  const names = view.offers.map(({ name }) => name).join('、');
  if (change === undefined && names === '') return null;
  const said = (error: AppError): string => errorTexts[language][error.code].what;
  return (
    <Notice
      tone={change === undefined ? 'doubt' : 'bad'}
      text={change === undefined ? texts.notice(names) : said(change)}
      onClose={readNotice}
    >
      <Button onPress={onOpen}>{texts.noticeShow}</Button>
    </Notice>
  );
}
