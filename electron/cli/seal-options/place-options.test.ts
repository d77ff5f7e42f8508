import { describe, expect, it } from 'vitest';
import { placesOf } from './place-options.ts';

const span = (from: number, to = from) => [{ kind: 'span', from, to }];

describe('the places that options name', () => {
  it('are one place where one option names it', () => {
    expect(placesOf({ at: '120,200' })).toEqual({ kind: 'place', page: 'last', xMm: 120, yMm: 200 });
    expect(placesOf({ field: 'Buyer' })).toEqual({ kind: 'field', name: 'Buyer' });
  });

  it('are a list where there are more', () => {
    const options = {
      at: '60,90',
      page: '1',
      place: ['1,3-6,-1,120,200', 'odd,40,250.5'],
      straddle: ['right:first=40,min=3,group=10,at=100', 'top:facing'],
    };
    const straddle = { kind: 'straddle', pages: [{ kind: 'all' }] };
    const top = { edge: 'top', alongMm: null, firstShare: null, minimumMm: 2, group: null };
    expect(placesOf(options)).toEqual({
      kind: 'list',
      field: null,
      places: [
        { kind: 'point', pages: span(1), xMm: 60, yMm: 90 },
        { kind: 'point', pages: [...span(1), ...span(3, 6), ...span(-1)], xMm: 120, yMm: 200 },
        { kind: 'point', pages: [{ kind: 'odd' }], xMm: 40, yMm: 250.5 },
        { ...straddle, edge: 'right', alongMm: 100, firstShare: 0.4, minimumMm: 3, group: 10, facing: false },
        { ...straddle, ...top, facing: true },
      ],
    });
  });

  it('are on the pages of a range', () => {
    const at = placesOf({ at: '60,90', pages: 'even' });
    expect(at).toMatchObject({ places: [{ kind: 'point', pages: [{ kind: 'even' }] }] });
    const across = placesOf({ field: 'Buyer', straddle: ['left'], pages: '2-5' });
    expect(across).toMatchObject({ field: 'Buyer', places: [{ edge: 'left', pages: span(2, 5) }] });
  });

  it('are where the text has a keyword', () => {
    const keyword = ['甲方（盖章）', '/[甲乙]方/'];
    const common = { kind: 'keyword', pages: [{ kind: 'all' }] };
    expect(placesOf({ keyword })).toMatchObject({
      places: [
        { ...common, keyword: { text: '甲方（盖章）', isPattern: false }, which: 1, dxMm: 0, dyMm: 0 },
        { ...common, keyword: { text: '[甲乙]方', isPattern: true }, which: 1, each: 'document' },
      ],
    });
    const more = placesOf({ keyword, which: '-2', each: 'page', offset: '20,-5.5', pages: '2-' + '3' });
    expect(more).toMatchObject({
      places: [{ which: -2, each: 'page', dxMm: 20, dyMm: -5.5, pages: span(2, 3) }, {}],
    });
    expect(placesOf({ keyword, which: 'all' })).toMatchObject({
      places: [{ which: 'all' }, { which: 'all' }],
    });
  });

  it.each([
    ['a place of a keyword that is none', { keyword: ['章'], which: '0' }],
    ['an offset without a keyword', { at: '60,90', offset: '1,1' }],
    ['an offset that is no point', { keyword: ['章'], offset: '1' }],
    ['an unknown edge', { straddle: ['middle'] }],
    ['an edge with two lists of options', { straddle: ['left:min=2:min=3'] }],
    ['a first page without a share', { straddle: ['left:first=0'] }],
    ['an option twice', { straddle: ['left:min=2,min=3'] }],
    ['an unknown option', { straddle: ['left:toString=2'] }],
    ['an option without a value', { straddle: ['left:min'] }],
    ['half a page in a group', { straddle: ['left:group=2.5'] }],
    ['facing pages with a group', { straddle: ['left:facing,group=2'] }],
    ['a place without pages', { place: ['60,90'] }],
    ['a place with pages that are none', { place: ['x,60,90'] }],
    ['a place that is no number', { place: ['1,60,y'] }],
    ['a range without a place', { pages: '1-2' }],
    ['a range that is none', { pages: '0', at: '60,90' }],
    ['a page and a range', { page: '1', pages: '1-2', at: '60,90' }],
    ['a page without a point', { page: '1', straddle: ['left'] }],
    ['nothing', {}],
  ])('are refused for %s', (_, options) => {
    expect(() => placesOf(options)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
