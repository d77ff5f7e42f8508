import type { ReactNode } from 'react';
import { LARGEST_HANDWRITING_MM } from '../../../../../electron/shared/model/seal-places.ts';
import { onePage } from '../../../../../electron/shared/page-range.ts';
import { useTexts } from '../../../../lib/i18n/use-texts.ts';
import { centreOf, toTenth } from '../../../../lib/pdf-view/page-point.ts';
import { DraftEntry } from '../../../../ui/draft-entry.tsx';
import { ChoiceField } from '../../../../ui/form.tsx';
import { besideKeyword, type BesideRule, withStyle, withWidth } from './beside-rows.ts';
import { FARTHEST_MM, NumberField, PagesField } from '../place-fields.tsx';
import type { RowPlan } from '../plan-store.ts';

interface Props {
  readonly rule: BesideRule;
  /** Where it would stand now; undefined before that is known. */
  readonly plan: RowPlan | undefined;
  readonly onChange: (rule: BesideRule) => void;
}

/** The fields of what stands beside the seal: behind which words or at which point, and how wide a picture is. */
export function BesideFields({ rule, plan, onChange }: Props): ReactNode {
  const texts = useTexts().beside;
  const { where } = rule;
  const choose = (kind: 'keyword' | 'point'): void => {
    if (kind === where.kind) return;
    if (kind === 'point') return onChange(atPoint(rule, plan));
    const words = rule.kind === 'date' ? texts.usualKeyword : texts.signatureKeyword;
    onChange({ ...rule, pages: [{ kind: 'all' }], where: besideKeyword(words) });
  };
  return (
    <>
      {rule.kind === 'handwriting' && (
        <p className="notice notice-warning place-label">{texts.noSignature}</p>
      )}
      <ChoiceField
        label={texts.where}
        value={where.kind}
        options={(['keyword', 'point'] as const).map((kind) => [kind, texts.wheres[kind]])}
        onChange={choose}
      />
      {where.kind === 'point' ? (
        <PointFields point={where} onChange={(point) => onChange({ ...rule, where: point })} />
      ) : (
        <KeywordFields
          keyword={where}
          hint={rule.kind === 'date' ? texts.dateHint : null}
          onChange={(keyword) => onChange({ ...rule, where: keyword })}
        />
      )}
      <PagesField pages={rule.pages} onChange={(pages) => onChange({ ...rule, pages })} />
      {rule.kind === 'date' && (
        <ChoiceField
          label={texts.style}
          value={rule.style ?? 'words'}
          options={(['words', 'chinese', 'iso'] as const).map((style) => [style, texts.styles[style]])}
          onChange={(style) => onChange(withStyle(rule, style === 'words' ? null : style))}
        />
      )}
      {rule.kind === 'handwriting' && (
        <NumberField
          {...{ label: texts.width, value: rule.widthMm, least: 5, most: LARGEST_HANDWRITING_MM.width }}
          onCommit={(widthMm) => onChange(withWidth(rule, widthMm))}
        />
      )}
    </>
  );
}

/** Puts a rule where it stands now, or in the middle of a page of A4. */
function atPoint(rule: BesideRule, plan: RowPlan | undefined): BesideRule {
  const [first] = plan?.beside ?? [];
  if (first === undefined) return { ...rule, where: { kind: 'point', xMm: 105, yMm: 148.5 } };
  const { xMm, yMm } = centreOf(first);
  const where = { kind: 'point', xMm: toTenth(xMm), yMm: toTenth(yMm) } as const;
  return { ...rule, pages: onePage(first.page - 1), where };
}

type Where<Kind> = Extract<BesideRule['where'], { readonly kind: Kind }>;

interface PointProps {
  readonly point: Where<'point'>;
  readonly onChange: (point: Where<'point'>) => void;
}

function PointFields({ point, onChange }: PointProps): ReactNode {
  const texts = useTexts().placing;
  return (
    <div className="place-pair">
      <NumberField
        {...{ label: texts.x, value: point.xMm, least: 0, most: FARTHEST_MM }}
        onCommit={(xMm) => onChange({ ...point, xMm })}
      />
      <NumberField
        {...{ label: texts.y, value: point.yMm, least: 0, most: FARTHEST_MM }}
        onCommit={(yMm) => onChange({ ...point, yMm })}
      />
    </div>
  );
}

const WHICH = { first: 1, last: -1 } as const;
const WHICH_NAMES = ['first', 'last', 'number'] as const;

interface KeywordProps {
  readonly keyword: Where<'keyword'>;
  readonly hint: string | null;
  readonly onChange: (keyword: Where<'keyword'>) => void;
}

function KeywordFields({ keyword: where, hint, onChange }: KeywordProps): ReactNode {
  const { placing: texts, beside } = useTexts();
  const { keyword, which } = where;
  const named = WHICH_NAMES.find((name) => name !== 'number' && WHICH[name] === which) ?? 'number';
  return (
    <>
      <DraftEntry
        {...{ label: beside.keyword, value: keyword.text, wrong: texts.keywordWrong }}
        {...(hint === null ? {} : { hint })}
        onCommit={(words) => {
          if (words.trim() !== '') onChange({ ...where, keyword: { ...keyword, text: words } });
          return words.trim() !== '';
        }}
      />
      <ChoiceField
        label={texts.which}
        value={named}
        options={WHICH_NAMES.map((name) => [name, texts.whichOnes[name]])}
        onChange={(name) => onChange({ ...where, which: name === 'number' ? 2 : WHICH[name] })}
      />
      {named === 'number' && (
        <NumberField
          {...{ label: texts.whichNumber, value: which, least: 1, most: 9999, isWhole: true }}
          onCommit={(number) => onChange({ ...where, which: number })}
        />
      )}
      <div className="place-pair">
        <NumberField
          {...{ label: texts.right, value: where.dxMm, least: -FARTHEST_MM, most: FARTHEST_MM }}
          onCommit={(dxMm) => onChange({ ...where, dxMm })}
        />
        <NumberField
          {...{ label: texts.down, value: where.dyMm, least: -FARTHEST_MM, most: FARTHEST_MM }}
          onCommit={(dyMm) => onChange({ ...where, dyMm })}
        />
      </div>
    </>
  );
}
