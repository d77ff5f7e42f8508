import { type ReactNode, useState } from 'react';
import type { PageRange } from '../../../../electron/shared/page-range.ts';
import { useTexts } from '../../../lib/i18n/use-texts.ts';
import { DraftEntry } from '../../../ui/draft-entry.tsx';
import { Button, ChoiceField } from '../../../ui/form.tsx';
import { BesideFields } from './beside/beside-fields.tsx';
import { isBeside } from './beside/beside-rows.ts';
import { FARTHEST_MM, NumberField, PagesField } from './place-fields.tsx';
import type { KeywordRule, PlaceRow, PointRule, RowRule, StraddleRule } from './place-rows.ts';
import type { RowPlan } from './plan-store.ts';

interface Props {
  readonly row: PlaceRow;
  readonly plan: RowPlan | undefined;
  readonly onChange: (rule: RowRule) => void;
  readonly onCopy: (range: PageRange) => void;
}

/** The fields of the row in hand: its coordinates in millimetres, its pages, and what its kind has besides. */
export function PlaceEditor({ row, plan, onChange, onCopy }: Props): ReactNode {
  const { rule } = row;
  if (rule.kind === 'field') return null;
  return (
    <div className="place-editor">
      {rule.kind === 'point' && <PointFields rule={rule} onChange={onChange} onCopy={onCopy} />}
      {rule.kind === 'keyword' && <KeywordFields rule={rule} onChange={onChange} />}
      {isBeside(rule) && <BesideFields rule={rule} plan={plan} onChange={onChange} />}
      {rule.kind === 'straddle' && <StraddleFields rule={rule} onChange={onChange} />}
    </div>
  );
}

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

/** The places at which people look for a keyword: `which` of the rule. */
const WHICH = { first: 1, last: -1, all: 'all' } as const;
const WHICH_NAMES = ['first', 'last', 'all', 'number'] as const;

interface KeywordProps extends Pick<Props, 'onChange'> {
  readonly rule: KeywordRule;
}

function KeywordFields({ rule, onChange }: KeywordProps): ReactNode {
  const texts = useTexts().placing;
  const change = (changes: Partial<KeywordRule>): void => onChange({ ...rule, ...changes });
  const { keyword, which } = rule;
  const named = WHICH_NAMES.find((name) => name !== 'number' && WHICH[name] === which) ?? 'number';
  return (
    <>
      <DraftEntry
        label={texts.keyword}
        value={keyword.text}
        hint={texts.keywordHint}
        wrong={texts.keywordWrong}
        onCommit={(text) => {
          if (text.trim() === '') return false;
          change({ keyword: { ...keyword, text } });
          return true;
        }}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={keyword.isPattern}
          onChange={({ target }) => change({ keyword: { ...keyword, isPattern: target.checked } })}
        />
        {texts.isPattern}
      </label>
      <ChoiceField
        label={texts.which}
        value={named}
        options={WHICH_NAMES.map((name) => [name, texts.whichOnes[name]])}
        onChange={(name) => change({ which: name === 'number' ? 2 : WHICH[name] })}
      />
      {named === 'number' && typeof which === 'number' && (
        <NumberField
          {...{ label: texts.whichNumber, value: which, least: 1, most: 9999, isWhole: true }}
          onCommit={(number) => change({ which: number })}
        />
      )}
      <ChoiceField
        label={texts.each}
        value={rule.each}
        options={(['document', 'page'] as const).map((each) => [each, texts.eachOf[each]])}
        onChange={(each) => change({ each })}
      />
      <PagesField pages={rule.pages} onChange={(pages) => change({ pages })} />
      <div className="place-pair">
        <NumberField
          {...{ label: texts.right, value: rule.dxMm, least: -FARTHEST_MM, most: FARTHEST_MM }}
          onCommit={(dxMm) => change({ dxMm })}
        />
        <NumberField
          {...{ label: texts.down, value: rule.dyMm, least: -FARTHEST_MM, most: FARTHEST_MM }}
          onCommit={(dyMm) => change({ dyMm })}
        />
      </div>
    </>
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
