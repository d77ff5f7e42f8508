import type { ReactNode } from 'react';
import type { PlaceWarning } from '../../../electron/shared/model/place-findings.ts';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { pagesIn, pagesText, type PageRange, rangeText } from '../../../electron/shared/page-range.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatMillimetres } from '../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FailIcon } from '../../ui/icons.tsx';
import { SealPicture } from '../../ui/seal-view.tsx';
import { PlaceEditor } from './place-editor.tsx';
import { isSameSeal, type PlaceRow, type RowRule } from './place-rows.ts';
import type { RowPlan } from './plan-store.ts';
import { actOnKey } from './seal-ghost.tsx';
import type { SealStore } from './seal-store.ts';

interface Props {
  readonly store: SealStore;
  readonly rows: readonly PlaceRow[];
  readonly plans: ReadonlyMap<number, RowPlan>;
  /** The seals on all keys. */
  readonly seals: readonly SealInfo[];
  /** Called when a row is taken in hand from the list, so that its place comes in sight. */
  readonly onShow: (row: PlaceRow) => void;
}

/** Lists the places of the seal (盖章清单): where each row goes, what is in its way, and the fields of the one in hand. */
export function PlaceRows({ store, rows, plans, seals, onShow }: Props): ReactNode {
  const texts = useTexts().placing;
  return (
    <ul className="place-rows" aria-label={texts.listTitle} data-testid="place-rows">
      {rows.map((row) => (
        <Row
          key={row.id}
          store={store}
          row={row}
          plan={plans.get(row.id)}
          seal={seals.find((seal) => isSameSeal(seal, row.seal))}
          onShow={() => onShow(row)}
        />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<Props, 'store'> {
  readonly row: PlaceRow;
  readonly plan: RowPlan | undefined;
  /** Undefined while its key is not plugged in. */
  readonly seal: SealInfo | undefined;
  readonly onShow: () => void;
}

function Row({ store, row, plan, seal, onShow }: RowProps): ReactNode {
  const texts = useTexts().placing;
  const isSelected = store.selected === row.id;
  const place = placeText(row.rule, store.subject?.pages.length ?? 0, texts);
  const remove = (): void => store.remove(row.id);
  return (
    <li className={isSelected ? 'place-row place-row-selected' : 'place-row'} data-row={row.id}>
      <div className="place-row-head">
        <button
          type="button"
          className="place-row-main"
          aria-expanded={isSelected}
          onClick={() => {
            store.select(isSelected ? null : row.id);
            if (!isSelected) onShow();
          }}
          onKeyDown={(event) => isSelected && actOnKey(event, { onNudge: store.nudge, onRemove: remove })}
        >
          <span className="seal-thumb place-thumb">
            {seal !== undefined && (
              <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt={seal.name} />
            )}
          </span>
          <output data-testid="position">
            {row.rule.kind === 'keyword' && plan !== undefined
              ? texts.keywordFound(place, plan.places.length)
              : place}
          </output>
        </button>
        <Button kind="quiet" aria-label={texts.remove(place)} onPress={remove}>
          <FailIcon />
        </Button>
      </div>
      <RowNotes plan={plan} />
      {isSelected && (
        <PlaceEditor
          row={row}
          onChange={(rule) => store.change(row.id, rule)}
          onCopy={(range) => store.copyTo(row.id, range)}
        />
      )}
    </li>
  );
}

/** Says what keeps the row's seal from a page, then what it would cover; each thing once, with its pages. */
function RowNotes({ plan }: { readonly plan: RowPlan | undefined }): ReactNode {
  const { placing: texts } = useTexts();
  const language = useLanguage();
  if (plan === undefined) return null;
  const problems = byText(
    plan.problems.map(({ error, page }) => [errorTexts[language][error.code].what, page, error.details]),
  );
  const covered = byText(
    plan.places.flatMap(({ warnings, page }) =>
      warnings.map((warning): Noted => [warningText(warning, texts), page]),
    ),
  );
  return (
    <>
      {problems.map(({ what, pages }) => (
        <p key={what} className="place-note notice notice-danger" role="alert" data-testid="place-problem">
          {pages === '' ? what : texts.onPages(pages, what)}
        </p>
      ))}
      {covered.map(({ what, pages }) => (
        <p key={what} className="place-note notice notice-warning" data-testid="place-warning">
          {texts.onPages(pages, what)}
        </p>
      ))}
    </>
  );
}

/** Says what a place would cover. */
function warningText(warning: PlaceWarning, texts: Messages['placing']): string {
  if (warning.code === 'COVERS_TEXT') return texts.covers.text(warning.text);
  return { COVERS_SEAL: texts.covers.seal, COVERS_PLACE: texts.covers.place, NO_TEXT: texts.covers.scan }[
    warning.code
  ];
}

type Noted = readonly [what: string, page: number | null, details?: unknown];

function byText(notes: readonly Noted[]): readonly { readonly what: string; readonly pages: string }[] {
  const found = new Map<string, number[]>();
  for (const [what, page] of notes)
    found.set(what, [...(found.get(what) ?? []), ...(page === null ? [] : [page])]);
  return [...found].map(([what, pages]) => {
    const sorted = [...new Set(pages)].sort((one, other) => one - other);
    return { what, pages: pagesText(sorted.map((page) => page - 1)) };
  });
}

/** Describes where a rule puts a seal, in words. @param count the number of the document's pages */
export function placeText(rule: RowRule, count: number, texts: Messages['placing']): string {
  if (rule.kind === 'field') return texts.addField(rule.name);
  if (rule.kind === 'point') {
    const [x, y] = [formatMillimetres(rule.xMm), formatMillimetres(rule.yMm)];
    return texts.pointText(pagesLabel(rule.pages, texts), x, y);
  }
  if (rule.kind === 'keyword') return texts.keywordText(rule.keyword.text);
  const pages = pagesIn(rule.pages, count).pages.length;
  return rule.facing
    ? texts.facingText(texts.edges[rule.edge], pages)
    : texts.straddleText(texts.edges[rule.edge], pages);
}

function pagesLabel(pages: PageRange, texts: Messages['placing']): string {
  const [first, ...more] = pages;
  const range = rangeText(pages);
  if (first === undefined || more.length > 0) return texts.pages.some(range);
  if (first.kind !== 'span') return texts.pages[first.kind];
  return range === '-1' ? texts.pages.last : texts.pages.some(range);
}
