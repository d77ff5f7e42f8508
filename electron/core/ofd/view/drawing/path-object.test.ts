import { describe, expect, it } from 'vitest';
import { drawn } from '../fixtures/drawn-view.ts';

const LINE = '<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 C</ofd:AbbreviatedData>';
const RED = '<ofd:FillColor Value="255 0 0"/>';
const BLUE = '<ofd:StrokeColor Value="0 0 255"/>';
const path = (attributes: string, children = LINE): string =>
  `<ofd:PathObject ID="1" Boundary="20 30 40 50" ${attributes}>${children}</ofd:PathObject>`;
const operators = (attributes: string, children = LINE): string =>
  drawn(path(attributes, children)).operators();
/** 20 and 30 mm from the top left of A4, in points. */
const PLACE = '2.834646 0 0 -2.834646 56.692913 756.850394 cm';

describe('a path', () => {
  it('stands at its boundary, is stroked in black and not filled unless it says so', () => {
    const text = operators('');
    expect(text).toContain(`${PLACE}\n0 G\n0.353 w 0 j 0 J 3.528 M\n0 0 m\n10 0 l\n10 10 l\nh\nS`);
  });

  it('is filled in its colour, and in none where no colour is said', () => {
    expect(operators('Fill="true" Stroke="false"', RED + LINE)).toContain(`${PLACE}\n1 0 0 rg\n0 0 m`);
    expect(operators('Fill="true" Stroke="false"')).not.toContain('cm');
    expect(operators('Fill="true"', RED + BLUE + LINE)).toMatch(/1 0 0 rg\n0 0 1 RG\n[^]*\nh\nB\n/);
    expect(operators('Fill="true" Stroke="false" Rule="Even-Odd"', RED + LINE)).toMatch(/\nh\nf\*\n/);
  });

  it('has its lines as it says, scaled by its CTM', () => {
    const text = operators(
      'LineWidth="2" Join="Round" Cap="Square" MiterLimit="0.2" DashPattern="3 1" DashOffset="2" CTM="2 0 0 2 1 0"',
    );
    expect(text).toContain('5.669291 0 0 -5.669291 59.527559 756.850394 cm');
    expect(text).toContain('2 w 1 j 2 J 1 M [3 1] 2 d');
    expect(operators('DashPattern="0 0"')).not.toContain(' d\n');
  });

  it('is cut to its boundary and a millimetre around it', () => {
    // From 19 mm to 61 mm, and from 29 mm to 81 mm below the top: in points from the bottom.
    expect(operators('')).toContain(
      '53.858 759.685 m 172.913 759.685 l 172.913 612.283 l 53.858 612.283 l h W n',
    );
  });

  it('has the opacity of its colour and its own together', () => {
    const view = drawn(path('Fill="true" Alpha="128"', '<ofd:FillColor Value="1 2 3" Alpha="51"/>' + LINE));
    expect(view.resources('ExtGState')).toEqual(['<</Type /ExtGState /ca 0.1 /CA 0.502 /BM /Normal>>']);
    expect(view.operators()).toMatch(/\/G\d+ gs\n/);
  });

  it('is drawn as far as it can be read, and said to be damaged', () => {
    const view = drawn(path('', '<ofd:AbbreviatedData>M 0 0 L 1 1 L x</ofd:AbbreviatedData>'));
    expect(view.operators()).toContain('0 0 m\n1 1 l\nS');
    expect(view.notes).toEqual(['PATH_DAMAGED 1']);
  });

  it('that is not visible is not drawn, and an unknown object is said', () => {
    const view = drawn(`${path('Visible="false"')}<ofd:Hologram/>`);
    expect(view.operators()).not.toContain('cm');
    expect(view.notes).toEqual(['OBJECT_UNKNOWN Hologram']);
  });
});

describe('drawing parameters', () => {
  const resources =
    '<ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="3" Relative="6"/><ofd:DrawParam ID="6" LineWidth="9" Join="Bevel">' +
    `${BLUE}</ofd:DrawParam><ofd:DrawParam ID="7" Relative="7" Cap="Round"/></ofd:DrawParams>`;

  it('come from the object, what it names, and what that builds on, in this order', () => {
    const text = drawn(path('DrawParam="5" Cap="Round"'), { resources }).operators();
    expect(text).toContain('0 0 1 RG\n3 w 2 j 1 J');
  });

  it('hold for all objects of a layer and of a block, and a circle of them ends', () => {
    const block = `<ofd:PageBlock DrawParam="7"><ofd:PageBlock DrawParam="5">${path('LineWidth="1"')}</ofd:PageBlock></ofd:PageBlock>`;
    expect(drawn(block, { resources }).operators()).toContain('0 0 1 RG\n1 w 2 j 1 J');
  });
});

describe('colours', () => {
  const resources =
    '<ofd:ColorSpaces><ofd:ColorSpace ID="1" Type="GRAY"/><ofd:ColorSpace ID="2" Type="CMYK" BitsPerComponent="4"/>' +
    '<ofd:ColorSpace ID="3" Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>#FF #80 0</ofd:CV></ofd:Palette></ofd:ColorSpace>' +
    '<ofd:ColorSpace ID="4" Type="RGB" Profile="no.icc"/></ofd:ColorSpaces>';
  const stroke = (colour: string, common = ''): string =>
    drawn(path('', `<ofd:StrokeColor ${colour}/>${LINE}`), { resources, common }).operators();

  it('are grey, of four inks, of a palette, or hexadecimal', () => {
    expect(stroke('Value="51" ColorSpace="1"')).toContain('0.2 G');
    expect(stroke('Value="15 0 3 0" ColorSpace="2"')).toContain('1 0 0.2 0 K');
    expect(stroke('Index="1" ColorSpace="3"')).toContain('1 0.502 0 RG');
    expect(stroke('Value="#ff #0 #33"')).toContain('1 0 0.2 RG');
  });

  it('are of the usual space of the document, or told by the number of their values', () => {
    expect(stroke('Value="51"', '<ofd:DefaultCS>1</ofd:DefaultCS>')).toContain('0.2 G');
    expect(stroke('Value="0 0 0 255" ColorSpace="99"')).toContain('0 0 0 1 K');
  });

  it('that cannot be read are black and said', () => {
    const view = drawn(path('', `<ofd:StrokeColor Value="1 2"/>${LINE}`));
    expect(view.operators()).toContain('0 G');
    expect(view.notes).toEqual(['COLOUR_UNSUPPORTED 1 2']);
    const profile = drawn(path('', `<ofd:StrokeColor Value="1 2 3" ColorSpace="4"/>${LINE}`), { resources });
    expect(profile.notes).toEqual(['COLOUR_UNSUPPORTED no.icc']);
  });
});
