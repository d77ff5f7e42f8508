import { type ReactNode, useState } from 'react';
import { type PageRange, parsePageRange, rangeText } from '../../../electron/shared/page-range.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { DraftEntry } from '../../ui/draft-entry.tsx';
import { Button, ChoiceField } from '../../ui/form.tsx';
import type { PlaceRow, PointRule, RowRule, StraddleRule } from './place-rows.ts';

interface Props {
  readonly row: PlaceRow;
  readonly onChange: (rule: RowRule) => void;
  readonly onCopy: (range: PageRange) => void;
}

/** The fields of the row in hand: its coordinates in millimetres, its pages, and what its kind has besides. */
export function PlaceEditor({ row, onChange, onCopy }: Props): ReactNode {
  const { rule } = row;
  if (rule.kind === 'field') return null;
  return (
    <div className="place-editor">
      {rule.kind === 'point' ? (
        <PointFields rule={rule} onChange={onChange} onCopy={onCopy} />
      ) : (
        <StraddleFields rule={rule} onChange={onChange} />
      )}
    </div>
  );
}

/** As far as a page may reach, in millimetres. */
const FARTHEST_MM = 10_000;

interface PointProps extends Pick<Props, 'onChange' | 'onCopy'> {
  readonly rule: PointRule;
}

function PointFields({ rule, onChange, onCopy }: PointProps): ReactNode {
  const texts = useTexts().placing;
  const [isCopying, setCopying] = useState(false);
  return (
    <>
      <div className="place-pair">
        <NumberField
          {...{ label: texts.x, value: rule.xMm, least: 0, most: FARTHEST_MM }}
          onCommit={(xMm) => onChange({ ...rule, xMm })}
        />
        <NumberField
          {...{ label: texts.y, value: rule.yMm, least: 0, most: FARTHEST_MM }}
          onCommit={(yMm) => onChange({ ...rule, yMm })}
        />
      </div>
      <PagesField pages={rule.pages} onChange={(pages) => onChange({ ...rule, pages })} />
      {isCopying ? (
        <CopyFields onCopy={onCopy} />
      ) : (
        <Button kind="quiet" onPress={() => setCopying(true)}>
          {texts.copyTo}
        </Button>
      )}
    </>
  );
}

function CopyFields({ onCopy }: Pick<Props, 'onCopy'>): ReactNode {
  const texts = useTexts().placing;
  const [range, setRange] = useState<PageRange>([{ kind: 'all' }]);
  return (
    <div className="place-copy">
      <PagesField label={texts.copyRange} pages={range} onChange={setRange} />
      <Button onPress={() => onCopy(range)}>{texts.copy}</Button>
    </div>
  );
}

interface StraddleProps extends Pick<Props, 'onChange'> {
  readonly rule: StraddleRule;
}

function StraddleFields({ rule, onChange }: StraddleProps): ReactNode {
  const texts = useTexts().placing;
  const change = (changes: Partial<StraddleRule>): void => onChange({ ...rule, ...changes });
  const { alongMm, firstShare, minimumMm, group, facing } = rule;
  return (
    <>
      <ChoiceField
        label={texts.edge}
        value={rule.edge}
        options={(['right', 'left', 'top', 'bottom'] as const).map((edge) => [edge, texts.edges[edge]])}
        onChange={(edge) => change({ edge })}
      />
      <PagesField pages={rule.pages} onChange={(pages) => change({ pages })} />
      <NumberField
        {...{ label: texts.along, value: alongMm, least: 0, most: FARTHEST_MM }}
        onClear={() => change({ alongMm: null })}
        onCommit={(along) => change({ alongMm: along })}
      />
      <NumberField
        {...{
          label: texts.firstShare,
          value: firstShare === null ? null : firstShare * 100,
          least: 1,
          most: 99,
        }}
        onClear={() => change({ firstShare: null })}
        onCommit={(percent) => change({ firstShare: percent / 100 })}
      />
      <NumberField
        {...{ label: texts.minimum, value: minimumMm, least: 0.5, most: 100 }}
        onCommit={(millimetres) => change({ minimumMm: millimetres })}
      />
      <NumberField
        {...{ label: texts.group, value: group, least: 2, most: 20_000, isWhole: true, isDisabled: facing }}
        onClear={() => change({ group: null })}
        onCommit={(pages) => change({ group: pages })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={facing}
          onChange={({ target }) => change({ facing: target.checked, group: null })}
        />
        {texts.facing}
      </label>
    </>
  );
}

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

function NumberField(props: NumberProps): ReactNode {
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
function PagesField({ label, pages, onChange }: PagesProps): ReactNode {
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
