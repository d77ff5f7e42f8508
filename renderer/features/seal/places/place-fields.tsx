import { type ReactNode, useState } from 'react';
import { type PageRange, parsePageRange, rangeText } from '../../../../electron/shared/page-range.ts';
import { useTexts } from '../../../lib/i18n/use-texts.ts';
import { DraftEntry } from '../../../ui/draft-entry.tsx';
import { ChoiceField } from '../../../ui/form.tsx';

/** As far as a page may reach, in millimetres. */
export const FARTHEST_MM = 10_000;

interface NumberProps {
  readonly label: string;
  /** Null for a value that the program chooses. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly isDisabled?: boolean;
  readonly onCommit: (value: number) => void;
  /** Leaves the value to the program; without it the field may not be empty. */
  readonly onClear?: () => void;
}

/** A number within bounds; what is wrong stays in the field, with the bounds beneath. */
export function NumberField(props: NumberProps): ReactNode {
  const { label, value, least, most, isWhole = false, isDisabled = false, onCommit, onClear } = props;
  const texts = useTexts().placing;
  const commit = (text: string): boolean => {
    if (text === '') onClear?.();
    if (text === '') return onClear !== undefined;
    const number = Number(text.replace('，', '.').replace(',', '.'));
    if (!(number >= least && number <= most) || (isWhole && !Number.isInteger(number))) return false;
    onCommit(number);
    return true;
  };
  return (
    <DraftEntry
      label={label}
      value={value === null ? '' : String(Math.round(value * 100) / 100)}
      wrong={texts.numberWrong(String(least), String(most))}
      isNumber
      isDisabled={isDisabled}
      onCommit={commit}
    />
  );
}

interface PagesProps {
  readonly label?: string;
  readonly pages: PageRange;
  readonly onChange: (pages: PageRange) => void;
}

const KINDS = ['all', 'odd', 'even', 'some'] as const;

/** Chooses a range of pages: by a word, or as people write it. */
export function PagesField({ label, pages, onChange }: PagesProps): ReactNode {
  const texts = useTexts().placing;
  const [first, ...more] = pages;
  const word = first !== undefined && more.length === 0 && first.kind !== 'span' ? first.kind : 'some';
  const [isTyping, setTyping] = useState(false);
  const kind = isTyping ? 'some' : word;
  const choose = (chosen: (typeof KINDS)[number]): void => {
    setTyping(chosen === 'some');
    if (chosen !== 'some') onChange([{ kind: chosen }]);
  };
  const commit = (text: string): boolean => {
    const range = parsePageRange(text);
    if (range !== null) onChange(range);
    return range !== null;
  };
  return (
    <>
      <ChoiceField
        label={label ?? texts.range}
        value={kind}
        options={KINDS.map((each) => [each, each === 'some' ? texts.someOption : texts.pages[each]])}
        onChange={choose}
      />
      {kind === 'some' && (
        <DraftEntry
          label={texts.rangeField}
          value={word === 'some' ? rangeText(pages) : ''}
          hint={texts.rangeHint}
          wrong={texts.rangeWrong}
          onCommit={commit}
        />
      )}
    </>
  );
}
