import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { drawn, picture, smallPng } from './fixtures/drawn-view.ts';

/** What stands where numbers, names and paths belong. */
const VALUES = [
  ...[
    '',
    '0',
    '-1',
    '1e308',
    '-1e308',
    '1e-308',
    'NaN',
    'Infinity',
    '0x10',
    '1 2',
    '1 2 3 4 5 6',
    '0 0 0 0 0 0',
  ],
  ...[
    '1e300 1e300 1e300 1e300',
    '-9e99 0 0 9e99 0 0',
    'g 999999999 1',
    '#',
    '#zz 1 1',
    '9 '.repeat(500),
    'true',
    '../../x',
    '中',
  ],
] as const;

/** A page with each kind of object; `?` stands for a value. */
const OBJECTS = `
<ofd:TextObject Boundary="?" CTM="?" Font="1" Size="?" HScale="?" Weight="?" Italic="?" CharDirection="?" ReadDirection="?" LineWidth="?" Stroke="true" Alpha="?">
<ofd:FillColor Value="?" ColorSpace="?" Alpha="?"/><ofd:CGTransform CodePosition="?" CodeCount="?" GlyphCount="?"><ofd:Glyphs>?</ofd:Glyphs></ofd:CGTransform>
<ofd:TextCode X="?" Y="?" DeltaX="?" DeltaY="?">a中b</ofd:TextCode></ofd:TextObject>
<ofd:PathObject Boundary="?" CTM="?" Fill="true" LineWidth="?" DashPattern="?" DashOffset="?" MiterLimit="?" Join="?" Cap="?" DrawParam="?">
<ofd:Clips TransFlag="?"><ofd:Clip><ofd:Area CTM="?"><ofd:Path Boundary="?"><ofd:AbbreviatedData>M ? L ?</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>
<ofd:FillColor><ofd:AxialShd StartPoint="?" EndPoint="?" MapType="Repeat" MapUnit="?" Extend="?"><ofd:Segment Position="?"><ofd:Color Value="?"/></ofd:Segment><ofd:Segment Position="?"><ofd:Color Value="1 2 3" Alpha="?"/></ofd:Segment></ofd:AxialShd></ofd:FillColor>
<ofd:StrokeColor><ofd:RadialShd StartPoint="0 0" EndPoint="?" StartRadius="?" EndRadius="?" Eccentricity="?" Angle="?"><ofd:Segment><ofd:Color Value="1 2 3"/></ofd:Segment></ofd:RadialShd></ofd:StrokeColor>
<ofd:AbbreviatedData>M ? A ? B ? Q ? C L ?</ofd:AbbreviatedData></ofd:PathObject>
<ofd:PathObject Boundary="1 1 9 9" Fill="true"><ofd:FillColor><ofd:Pattern Width="?" Height="?" XStep="?" YStep="?" CTM="?" ReflectMethod="Row"><ofd:CellContent><ofd:ImageObject Boundary="?" CTM="?" ResourceID="5"/></ofd:CellContent></ofd:Pattern></ofd:FillColor>
<ofd:StrokeColor><ofd:GouraudShd><ofd:Point X="?" Y="?" EdgeFlag="?"><ofd:Color Value="1 2 3"/></ofd:Point><ofd:Point X="?" Y="1"><ofd:Color Value="1 2 3"/></ofd:Point><ofd:Point X="3" Y="2"><ofd:Color Value="1 2 3"/></ofd:Point></ofd:GouraudShd></ofd:StrokeColor><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject>
<ofd:ImageObject Boundary="?" CTM="?" ResourceID="?" ImageMask="?" Alpha="?"/><ofd:CompositeObject Boundary="?" CTM="?" ResourceID="?" Alpha="?"/>`;

const RESOURCES = `<ofd:Fonts><ofd:Font ID="1" FontName="?"/></ofd:Fonts>${picture(5, 'a.png')}`;
const PARTS = { 'Doc_0/Res/a.png': smallPng(4, new Array<number>(16).fill(7)) };
const PLACES = OBJECTS.split('?').length - 1;

/** Fills the places with values by their numbers. */
function filled(template: string, numbers: readonly number[]): string {
  const parts = template.split('?');
  return parts.map((part, at) => (at === 0 ? part : `${VALUES[numbers[at - 1] ?? 0] ?? ''}${part}`)).join('');
}

function expectView(objects: string): void {
  try {
    const view = drawn(objects, { resources: RESOURCES, parts: PARTS });
    // Neither exponents nor what is no number: PDF knows neither.
    expect(view.operators().replaceAll(/<[\da-f]*>/g, '')).not.toMatch(/NaN|Infinity|\d[eE][-+]?\d/);
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
  }
}

describe('values that no honest file has', () => {
  it('one by one end in a PDF that can be read', () => {
    for (let place = 0; place < PLACES; place += 1) {
      for (let value = 0; value < VALUES.length; value += 3) {
        const numbers = new Array<number>(PLACES).fill(1);
        numbers[place] = (value + place) % VALUES.length;
        expectView(filled(OBJECTS, numbers));
      }
    }
  });

  it('in any mixture end in a PDF that can be read', () => {
    const numbers = fc.array(fc.nat(VALUES.length - 1), { minLength: PLACES, maxLength: PLACES });
    fc.assert(
      fc.property(numbers, (each) => expectView(filled(OBJECTS, each))),
      { numRuns: 150 },
    );
  });
});
