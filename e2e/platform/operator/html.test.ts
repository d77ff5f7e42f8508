import fc from 'fast-check';
import { expect, it } from 'vitest';

import { html } from './html.ts';

it('The html tag escapes everything that is not HTML already', () => {
  const cell = html`<i title="${'"><script>'}">${'a & b'}</i>`;
  expect(cell.text).toBe('<i title="&quot;&gt;&lt;script&gt;">a &amp; b</i>');
  expect(html`${[cell, cell]}${null}${3}`.text).toBe(`${cell.text}${cell.text}3`);
});

it('The html tag lets no character of a text open or close an element or attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'x') }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
    }),
  );
});
