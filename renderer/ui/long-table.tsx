import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

export interface LongColumn<Name extends string> {
  readonly name: Name;
  readonly title: string;
}

interface Sorting<Name extends string> {
  readonly column: Name | null;
  readonly descending: boolean;
  readonly onSort: (column: Name) => void;
}

interface LongTableProps<Row, Name extends string> {
  readonly label: string;
  /** The style sheet gives the columns their widths by this class. */
  readonly className: string;
  readonly columns: readonly LongColumn<Name>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly cellOf: (row: Row, column: Name) => ReactNode;
  /** Null for a table whose order is not the person's to choose. */
  readonly sorting: Sorting<Name> | null;
  readonly onOpen: (row: Row) => void;
}

/** Height of a row in CSS pixels; the style sheet has the same. */
const ROW_HEIGHT = 44;
/** Rows beyond either edge, so that a quick scroll shows no gap. */
const MARGIN_ROWS = 8;

/**
 * A table of thousands of rows of one height. Only those in sight are in the page; a screen reader is told the number
 * of all, and the row that the arrow keys have reached (WAI-ARIA grid with aria-activedescendant). The focus stays on
 * the table, so that no row takes it away when it leaves the sight. Enter or a click opens a row.
 */
export function LongTable<Row, Name extends string>(props: LongTableProps<Row, Name>): ReactNode {
  const { label, className, columns, rows, keyOf, cellOf, sorting, onOpen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(0);
  const current = Math.min(active, rows.length - 1);
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN_ROWS);
  const last = first + Math.ceil(window.innerHeight / ROW_HEIGHT) + 2 * MARGIN_ROWS;
  const visible = rows.slice(first, last);
  const isCurrentVisible = current >= first && current < last;

  const move = (index: number): void => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    setActive(target);
    const { current: area } = scroller;
    if (area === null) return;
    // The head covers as much of the area as a row.
    const shown = area.clientHeight - ROW_HEIGHT;
    if (target * ROW_HEIGHT < area.scrollTop) area.scrollTop = target * ROW_HEIGHT;
    else if ((target + 1) * ROW_HEIGHT > area.scrollTop + shown)
      area.scrollTop = (target + 1) * ROW_HEIGHT - shown;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.key];
    const row = rows[current];
    if (target !== undefined) move(target);
    else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={`long-table ${className}`}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isCurrentVisible ? `${id}-${current}` : undefined}
      tabIndex={0}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      onKeyDown={press}
    >
      <div role="rowgroup" className="long-table-head">
        <div role="row" aria-rowindex={1} className="long-table-row">
          {columns.map(({ name, title }) => (
            <div
              key={name}
              role="columnheader"
              aria-sort={sorting === null ? undefined : sortOf(name, sorting)}
            >
              {sorting === null ? (
                title
              ) : (
                <button type="button" onClick={() => sorting.onSort(name)}>
                  {title}
                  <span aria-hidden="true">{SORT_MARKS[sortOf(name, sorting)]}</span>
                </button>
              )}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="long-table-body" style={{ height: rows.length * ROW_HEIGHT }}>
        {visible.map((row, offset) => {
          const index = first + offset;
          return (
            <div
              key={keyOf(row)}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === current}
              className="long-table-row"
              style={{ top: index * ROW_HEIGHT }}
              onClick={() => {
                setActive(index);
                onOpen(row);
              }}
            >
              {columns.map(({ name }) => (
                <div key={name} role="gridcell">
                  {cellOf(row, name)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const SORT_MARKS = { ascending: ' ▲', descending: ' ▼', none: '' } as const;

function sortOf<Name extends string>(
  name: Name,
  { column, descending }: Sorting<Name>,
): keyof typeof SORT_MARKS {
  if (column !== name) return 'none';
  return descending ? 'descending' : 'ascending';
}
