import { describe, expect, it } from 'vitest';
import { contract } from '../../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../../electron/wire/window/stand-in.ts';
import { begunList } from './fixtures/begun-list.ts';
import { firstPoint, keywordRule, type PlaceRow, STRADDLE_ALL, targetOf } from './place-rows.ts';

const SEAL = { tokenSerial: '01', esId: 'seal', name: '合同专用章', widthMm: 40, heightMm: 40 };
const A4 = { widthMm: 210, heightMm: 297 };
const FIELDS = [
  { name: '甲方', place: { page: 3, xMm: 20, yMm: 200, widthMm: 60, heightMm: 20 } },
  { name: '乙方', place: null },
];
const SUBJECT = { documentId: 'document', pages: [A4, A4, A4, A4], fields: FIELDS, format: 'pdf' as const };

const setUp = () => begunList(createStandIn(contract, {}).client.seal, SUBJECT, SEAL);

const kinds = (rows: readonly PlaceRow[]): readonly string[] => rows.map(({ rule }) => rule.kind);

describe('a list of places', () => {
  it('of one point or one field is the single place that an approval can name', () => {
    const { get, rows } = setUp();
    get().place({ page: 2, xMm: 120, yMm: 200 });
    expect(targetOf(rows())).toEqual({ kind: 'place', page: 2, xMm: 120, yMm: 200 });
    get().clear();
    get().add({ kind: 'field', name: '甲方' });
    expect(targetOf(rows())).toEqual({ kind: 'field', name: '甲方' });
  });

  it('of several kinds goes to sealing in its order, the field apart', () => {
    const { get, rows } = setUp();
    get().addAt({ page: 0, xMm: 50, yMm: 50 });
    get().add(STRADDLE_ALL);
    get().add({ kind: 'field', name: '甲方' });
    expect(targetOf(rows())).toEqual({
      kind: 'list',
      field: '甲方',
      places: [{ kind: 'point', pages: [{ kind: 'span', from: 1, to: 1 }], xMm: 50, yMm: 50 }, STRADDLE_ALL],
    });
  });

  it('is replaced as a whole by seals and places that were kept, and comes back by one undo', () => {
    const { get, rows } = setUp();
    get().addAt({ page: 0, xMm: 50, yMm: 50 });
    const [before] = rows();
    const person = { ...SEAL, tokenSerial: '02', esId: 'person', name: '名章' };
    get().takeSaved([
      { seal: SEAL, target: { kind: 'list', field: '甲方', places: [STRADDLE_ALL] } },
      { seal: person, target: { kind: 'place', page: 3, xMm: 150, yMm: 200 } },
    ]);
    expect(rows().map(({ seal, rule }) => [seal.esId, rule.kind])).toEqual([
      ['seal', 'field'],
      ['seal', 'straddle'],
      ['person', 'point'],
    ]);
    expect(get().state).toMatchObject({ step: 'placed', choice: person });
    get().undo();
    expect(rows()).toEqual([before]);
  });

  it('has one field, since one signature fills one', () => {
    const { get, rows } = setUp();
    get().add({ kind: 'field', name: '甲方' });
    get().add({ kind: 'field', name: '乙方' });
    expect(rows().map(({ rule }) => rule)).toEqual([{ kind: 'field', name: '乙方' }]);
  });

  it('takes a click as a move of the point in hand, and as a new place when none is', () => {
    const { get, rows } = setUp();
    get().place({ page: 0, xMm: 50, yMm: 50 });
    get().place({ page: 1, xMm: 60, yMm: 60 });
    expect(targetOf(rows())).toEqual({ kind: 'place', page: 1, xMm: 60, yMm: 60 });
    get().select(null);
    get().place({ page: 2, xMm: 70, yMm: 70 });
    expect(kinds(rows())).toEqual(['point', 'point']);
  });

  it('moves a point of several pages on all of them, and a straddle along its edge alone', () => {
    const { get, rows } = setUp();
    get().add({ kind: 'point', pages: [{ kind: 'all' }], xMm: 100, yMm: 100 });
    get().nudge(5, -500);
    get().add(STRADDLE_ALL);
    get().nudge(7, 10);
    expect(rows().map(({ rule }) => rule)).toEqual([
      { kind: 'point', pages: [{ kind: 'all' }], xMm: 105, yMm: 20 },
      { ...STRADDLE_ALL, alongMm: 158.5 },
    ]);
  });

  it('moves a seal at a keyword from its words, and goes where they are found with the list', () => {
    const { get, rows } = setUp();
    get().add(keywordRule('盖章处'));
    get().nudge(20, -1);
    const rule = { ...keywordRule('盖章处'), dxMm: 20, dyMm: -1 };
    expect(targetOf(rows())).toEqual({ kind: 'list', field: null, places: [rule] });
    expect(firstPoint(rows(), { pages: [{ widthMm: 210, heightMm: 297 }], fields: [] })).toBeNull();
  });

  it('copies a point to the other pages of a range as a row of its own', () => {
    const { get, rows } = setUp();
    get().place({ page: 1, xMm: 50, yMm: 60 });
    get().copyTo(rows()[0]?.id ?? 0, [{ kind: 'all' }]);
    expect(rows().map(({ rule }) => rule)).toMatchObject([
      { pages: [{ kind: 'span', from: 2, to: 2 }] },
      { pages: [{ kind: 'span', from: 1, to: 1 }, { kind: 'span', from: 3, to: 4 }], xMm: 50, yMm: 60 }, // prettier-ignore
    ]);
    const before = rows();
    get().copyTo(rows()[1]?.id ?? 0, [{ kind: 'span', from: 3, to: 3 }]);
    expect(rows()).toBe(before);
  });

  it('hands the next row over when one is removed', () => {
    const { get, rows } = setUp();
    [10, 20, 30].forEach((xMm) => get().addAt({ page: 0, xMm: xMm * 2, yMm: 50 }));
    const [first, second, third] = rows();
    get().remove(third?.id ?? 0);
    expect(get().selected).toBe(second?.id);
    get().select(first?.id ?? 0);
    get().remove(first?.id ?? 0);
    expect([get().selected, rows().length]).toEqual([second?.id, 1]);
  });
});

describe('undo and redo', () => {
  it('go through every change of the list: adding, moving, editing, removing, emptying, another seal', () => {
    const { get } = setUp();
    const seen: unknown[] = [get().state];
    const changes: readonly (() => void)[] = [
      () => get().place({ page: 0, xMm: 50, yMm: 50 }),
      () => get().nudge(1, 0),
      () => get().add(STRADDLE_ALL),
      () => get().change(get().selected ?? 0, { ...STRADDLE_ALL, facing: true }),
      () => get().choose({ ...SEAL, esId: 'other', widthMm: 58, heightMm: 58 }),
      () => get().remove(get().selected ?? 0),
      () => get().clear(),
    ];
    for (const change of changes) {
      change();
      seen.push(get().state);
    }
    const back = changes.map(() => {
      get().undo();
      return get().state;
    });
    expect(back).toEqual(seen.slice(0, -1).reverse());
    const again = changes.map(() => {
      get().redo();
      return get().state;
    });
    expect(again).toEqual(seen.slice(1));
  });

  it('bring back what Esc has left, layer by layer', () => {
    const { get, rows } = setUp();
    get().place({ page: 0, xMm: 50, yMm: 50 });
    get().add(STRADDLE_ALL);
    const steps = [0, 1, 2].map(() => {
      get().back();
      return [get().state.step, get().selected === null];
    });
    expect(steps).toEqual([['placed', true], ['placing', true], ['choosing', true]]); // prettier-ignore
    get().undo();
    get().undo();
    expect(kinds(rows())).toEqual(['point', 'straddle']);
  });

  it('take one drag back as a whole', () => {
    const { get, rows } = setUp();
    get().place({ page: 0, xMm: 50, yMm: 50 });
    const id = rows()[0]?.id ?? 0;
    [60, 70, 80].forEach((xMm, index) => get().drag(id, { page: 0, xMm, yMm: 50 }, index > 0));
    get().undo();
    expect(targetOf(rows())).toMatchObject({ xMm: 50 });
    get().redo();
    expect(targetOf(rows())).toMatchObject({ xMm: 80 });
  });

  it('have no step for a move that changes nothing, and the rest of such a drag is taken back as a whole', () => {
    const { get, rows } = setUp();
    get().place({ page: 0, xMm: 50, yMm: 20 });
    const before = rows();
    const [{ id } = { id: 0 }] = before;
    get().nudge(0, -10);
    const moves = [50, 50.01, 60, 70].map((xMm) => ({ page: 0, xMm, yMm: 20 }));
    let continues = false;
    const moved = moves.map((point) => {
      const isMoved = get().drag(id, point, continues);
      continues ||= isMoved;
      return isMoved;
    });
    expect(moved).toEqual([false, false, true, true]);
    get().undo();
    expect(targetOf(rows())).toMatchObject({ xMm: 50, yMm: 20 });
    expect(rows()).toBe(before);
    get().undo();
    expect(rows()).toEqual([]);
  });

  it('end where a new change begins, and do nothing once the PIN is asked for', () => {
    const { get, rows } = setUp();
    get().place({ page: 0, xMm: 50, yMm: 50 });
    get().undo();
    get().place({ page: 0, xMm: 70, yMm: 50 });
    get().redo();
    expect(targetOf(rows())).toMatchObject({ xMm: 70 });
    get().askPin();
    get().undo();
    expect(get().state.step).toBe('pin');
  });
});

it('The first seal of a list is found on its page, at its edge or in its field', () => {
  const row = (rule: PlaceRow['rule']): PlaceRow => ({ id: 1, seal: SEAL, rule });
  const points = [
    row({ kind: 'point', pages: [{ kind: 'even' }], xMm: 30, yMm: 40 }),
    row(STRADDLE_ALL),
    row({ kind: 'field', name: '甲方' }),
    row({ kind: 'field', name: '乙方' }),
  ].map((each) => firstPoint([each], SUBJECT));
  expect(points).toEqual([
    { page: 1, xMm: 30, yMm: 40 },
    { page: 0, xMm: 210, yMm: 148.5 },
    { page: 3, xMm: 50, yMm: 210 },
    null,
  ]);
});
