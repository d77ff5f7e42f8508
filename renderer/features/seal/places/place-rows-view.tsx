import type { ReactNode } from 'react';
import type { PlaceWarning } from '../../../../electron/shared/model/place-findings.ts';
import type { SealInfo, TokenInfo } from '../../../../electron/shared/model/token.ts';
import { pagesIn, pagesText, type PageRange, rangeText } from '../../../../electron/shared/page-range.ts';
import { errorTexts } from '../../../../electron/shared/texts/error-texts.ts';
import { formatMillimetres } from '../../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../../lib/i18n/use-texts.ts';
import { Button } from '../../../ui/form.tsx';
import { DateIcon, FailIcon } from '../../../ui/icons.tsx';
import { SealName, SealPicture } from '../../../ui/seal-view.tsx';
import type { BesideRule } from './beside/beside-rows.ts';
import { PlaceEditor } from './place-editor.tsx';
import { isSameSeal, type PlaceRow, type RowRule } from './place-rows.ts';
import type { RowPlan } from './plan-store.ts';
import { actOnKey } from './seal-ghost.tsx';
import type { SealStore } from '../seal-state.ts';

/** The numbers of one date in its blanks, or one whole date; a range of pages may repeat it. */
const MOST_PARTS = 3;

interface Props {
  readonly store: SealStore;
  readonly rows: readonly PlaceRow[];
  readonly plans: ReadonlyMap<number, RowPlan>;
  readonly keys: readonly TokenInfo[];
  /** Called when a row is taken in hand from the list, so that its place comes in sight. */
  readonly onShow: (row: PlaceRow) => void;
}

/** Lists the places of the seals (盖章清单): which seal, where each row goes, what is in its way, and the fields of the one in hand. */
export function PlaceRows({ store, rows, plans, keys, onShow }: Props): ReactNode {
  const texts = useTexts().placing;
  return (
    <ul className="place-rows" aria-label={texts.listTitle} data-testid="place-rows">
      {rows.map((row) => (
        <Row
          key={row.id}
          store={store}
          row={row}
          plan={plans.get(row.id)}
          token={keys.find(({ serial }) => serial === row.seal.tokenSerial)}
          onShow={() => onShow(row)}
        />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<Props, 'store'> {
  readonly row: PlaceRow;
  readonly plan: RowPlan | undefined;
  /** The key of the row's seal; undefined while it is not plugged in. */
  readonly token: TokenInfo | undefined;
  readonly onShow: () => void;
}

function Row({ store, row, plan, token, onShow }: RowProps): ReactNode {
  const messages = useTexts();
  const { placing: texts, beside } = messages;
  const isSelected = store.selected === row.id;
  const seal = token?.seals.find((each) => isSameSeal(each, row.seal));
  const place = placeText(row.rule, store.subject?.pages.length ?? 0, messages);
  const written = (plan?.beside ?? []).flatMap(({ date }) => date ?? []).slice(0, MOST_PARTS);
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
            <RowPicture rule={row.rule} seal={seal} />
          </span>
          <span className="place-row-texts">
            <span className="place-row-seal" data-testid="row-seal" title={row.seal.name}>
              <SealName name={row.seal.name} token={token} />
            </span>
            <output data-testid="position">
              {row.rule.kind === 'keyword' && plan !== undefined
                ? texts.keywordFound(place, plan.places.length)
                : place}
            </output>
          </span>
        </button>
        <Button kind="quiet" aria-label={texts.remove(place)} onPress={remove}>
          <FailIcon />
        </Button>
      </div>
      {written.length > 0 && (
        <p className="place-note hint" data-testid="written-date">
          {beside.written(written.join(' '))}
        </p>
      )}
      <RowNotes plan={plan} />
      {isSelected && (
        <PlaceEditor
          row={row}
          plan={plan}
          onChange={(rule) => store.change(row.id, rule)}
          onCopy={(range) => store.copyTo(row.id, range)}
        />
      )}
    </li>
  );
}

interface PictureProps {
  readonly rule: RowRule;
  readonly seal: SealInfo | undefined;
}

/** Shows the seal of a row, or what stands beside it. */
function RowPicture({ rule, seal }: PictureProps): ReactNode {
  const texts = useTexts().beside;
  if (rule.kind === 'date') return <DateIcon />;
  if (rule.kind === 'handwriting') {
    return <SealPicture picture={rule.picture} pictureType="png" alt={texts.noSignature} />;
  }
  if (seal === undefined) return null;
  return <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt={seal.name} />;
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
    [...plan.places, ...plan.beside].flatMap(({ warnings, page }) =>
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

/** Describes where a rule puts a seal, or what it puts beside it, in words. @param count the number of the document's pages */
export function placeText(rule: RowRule, count: number, messages: Messages): string {
  const { placing: texts, beside } = messages;
  if (rule.kind === 'field') return texts.addField(rule.name);
  if (rule.kind === 'point') return pointText(rule.pages, rule, texts);
  if (rule.kind === 'keyword') return texts.keywordText(rule.keyword.text);
  if (rule.kind === 'date') return beside.dateRow(besideText(rule, messages));
  if (rule.kind === 'handwriting') return beside.handwritingRow(besideText(rule, messages));
  const pages = pagesIn(rule.pages, count).pages.length;
  return rule.facing
    ? texts.facingText(texts.edges[rule.edge], pages)
    : texts.straddleText(texts.edges[rule.edge], pages);
}

function besideText({ pages, where }: BesideRule, { placing: texts }: Messages): string {
  return where.kind === 'point' ? pointText(pages, where, texts) : texts.keywordText(where.keyword.text);
}

function pointText(
  pages: PageRange,
  { xMm, yMm }: { readonly xMm: number; readonly yMm: number },
  texts: Messages['placing'],
): string {
  return texts.pointText(pagesLabel(pages, texts), formatMillimetres(xMm), formatMillimetres(yMm));
}

function pagesLabel(pages: PageRange, texts: Messages['placing']): string {
  const [first, ...more] = pages;
  const range = rangeText(pages);
  if (first === undefined || more.length > 0) return texts.pages.some(range);
  if (first.kind !== 'span') return texts.pages[first.kind];
  return range === '-1' ? texts.pages.last : texts.pages.some(range);
}
