import { describe, expect, it } from 'vitest';
import { contract } from '../../../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../../../electron/wire/window/stand-in.ts';
import type { DescribedBeside } from '../../../../../electron/shared/model/seal-places.ts';
import { dateRule, type DrawnSignature, handwritingRule, isBeside, withWidth } from './beside-rows.ts';
import { ghostsOf } from '../ghosts.ts';
import { firstPoint, type PlaceRow, rowsInOrder, rulesOf, STRADDLE_ALL, targetOf } from '../place-rows.ts';
import { begunList } from '../fixtures/begun-list.ts';

const SEAL = { tokenSerial: '01', esId: 'seal', name: '公章', widthMm: 40, heightMm: 40 };
const A4 = { widthMm: 210, heightMm: 297 };
const SUBJECT = { documentId: 'document', pages: [A4, A4], fields: [], format: 'pdf' as const };
const DRAWN: DrawnSignature = { picture: new Uint8Array([1, 2]), width: 300, height: 100 };
const signature = handwritingRule(DRAWN, { page: 1, xMm: 5, yMm: 100 }, A4);
const DATE = dateRule('日期');

function setUp() {
  const { get, rows } = begunList(createStandIn(contract, {}).client.seal, SUBJECT, SEAL);
  get().addAt({ page: 0, xMm: 50, yMm: 50 });
  return { get, rows, last: () => rows().at(-1)?.rule };
}

describe('what stands beside a seal', () => {
  it('goes to sealing with the places of its seal, and is read back from there', () => {
    const { get, rows } = setUp();
    get().add(DATE);
    get().add(STRADDLE_ALL);
    get().add(signature);
    const target = targetOf(rows());
    expect(target).toMatchObject({
      kind: 'list',
      field: null,
      places: [{ kind: 'point' }, { kind: 'straddle' }],
      beside: [DATE, signature],
    });
    expect(rulesOf(target).filter(isBeside)).toEqual([DATE, signature]);
    // Plans count on from the places.
    expect(rowsInOrder(rows()).rules.map(({ rule }) => rule.kind)).toEqual([
      'point',
      'straddle',
      'date',
      'handwriting',
    ]);
  });

  it('is moved by hand, by a click and by keys, taken back and made again', () => {
    const { get, rows, last } = setUp();
    get().add(signature);
    const id = rows().at(-1)?.id ?? 0;
    expect(last()).toMatchObject({ where: { xMm: 17.5, yMm: 100 }, widthMm: 35 });
    get().drag(id, { page: 0, xMm: 400, yMm: 60 }, false);
    expect(last()).toMatchObject({ pages: [{ from: 1, to: 1 }], where: { xMm: 192.5, yMm: 60 } });
    get().place({ page: 1, xMm: 100, yMm: 80 });
    get().nudge(1, -10);
    expect(last()).toMatchObject({ pages: [{ from: 2, to: 2 }], where: { xMm: 101, yMm: 70 } });
    for (let step = 0; step < 3; step += 1) get().undo();
    expect(last()).toEqual(signature);
    for (let step = 0; step < 3; step += 1) get().redo();
    expect(last()).toMatchObject({ where: { xMm: 101, yMm: 70 } });
    get().undo();
    get().undo();
    get().undo();
    get().undo();
    expect(rows()).toHaveLength(1);
  });

  it('at words moves from them by keys alone', () => {
    const { get, rows, last } = setUp();
    get().add(DATE);
    get().drag(rows().at(-1)?.id ?? 0, { page: 0, xMm: 10, yMm: 10 }, false);
    get().nudge(2, 3);
    expect(last()).toEqual({ ...DATE, where: { ...DATE.where, dxMm: 2, dyMm: 3 } });
  });

  it('keeps its shape when it gets another width, and is never higher than a signature may be', () => {
    expect(withWidth(signature, 60)).toMatchObject({ widthMm: 60, heightMm: 20 });
    const upright = handwritingRule({ ...DRAWN, width: 100, height: 400 }, { page: 0, xMm: 99, yMm: 99 }, A4);
    expect(upright).toMatchObject({ widthMm: 15, heightMm: 60 });
  });

  it('is no change while its picture and its place are the same', () => {
    const { get, rows } = setUp();
    get().add(signature);
    const { past } = get().history;
    const id = rows().at(-1)?.id ?? 0;
    get().change(id, { ...signature });
    expect(get().history.past).toHaveLength(past.length);
    get().change(id, { ...signature, picture: new Uint8Array([3]) });
    expect(get().history.past).toHaveLength(past.length + 1);
  });
});

describe('the ghosts of what stands beside a seal', () => {
  const part = (page: number, xMm: number, date: string): DescribedBeside => ({
    ...{ page, xMm, yMm: 10, widthMm: 8, heightMm: 4, rule: 1, date, warnings: [] },
  });
  const drawn = (row: PlaceRow, beside: readonly DescribedBeside[]) =>
    ghostsOf(
      row,
      { pages: 2, fields: [], plans: new Map([[row.id, { places: [], problems: [], beside }]]) },
      0,
      9,
    );

  it('are those of each number in its blank', () => {
    const row = { id: 4, seal: SEAL, rule: DATE };
    const ghosts = drawn(row, [part(2, 10, '2026'), part(2, 30, '11'), part(2, 50, '29')]);
    expect(ghosts.map(({ page, date, seen }) => [page, date, seen.xMm])).toEqual([
      [1, '2026', 10],
      [1, '11', 30],
      [1, '29', 50],
    ]);
    expect(new Set(ghosts.map(({ key }) => key)).size).toBe(3);
    expect(firstPoint([row], SUBJECT)).toBeNull();
  });

  it('at a point follow the hand, and are as large as the date was worked out', () => {
    const rule = {
      ...DATE,
      pages: [{ kind: 'all' }],
      where: { kind: 'point', xMm: 60, yMm: 70 },
    } as const;
    const row = { id: 4, seal: SEAL, rule };
    expect(drawn(row, [part(1, 20, '2026年11月29日')])).toMatchObject([
      { page: 0, date: '2026年11月29日', seen: { xMm: 56, yMm: 68, widthMm: 8, heightMm: 4 } },
      { page: 1 },
    ]);
    expect(firstPoint([row], SUBJECT)).toEqual({ page: 0, xMm: 60, yMm: 70 });
  });
});
