import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawn, picture, smallPng } from '../fixtures/drawn-view.ts';
import { substituteFonts } from '../fonts/substitute-fonts.ts';

const packed = (weight: number): Uint8Array =>
  new Uint8Array(
    readFileSync(
      `node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-${String(weight)}-normal.woff`,
    ),
  );
const PRODUCT_FONTS = substituteFonts({ regular: packed(400), bold: packed(700) });

const SQUARE = '<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</ofd:AbbreviatedData>';
const square = (children = '', attributes = ''): string =>
  `<ofd:PathObject ID="7" Boundary="20 30 10 10" Stroke="false" Fill="true" ${attributes}>${children}${SQUARE}</ofd:PathObject>`;
const BLACK = '<ofd:FillColor Value="0 0 0"/>';

describe('a picture', () => {
  const image = (attributes: string): string => `<ofd:ImageObject Boundary="20 30 40 50" ${attributes}/>`;
  const resources =
    picture(5, 'a.png') + picture(6, 'mask.png') + picture(8, 'gone.png') + picture(9, 'no.tif');
  const parts = {
    'Doc_0/Res/a.png': smallPng(3, [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]),
    'Doc_0/Res/mask.png': smallPng(1, [255, 0, 0, 255]),
    'Doc_0/Res/no.tif': Uint8Array.of(0x49, 0x49, 42, 0),
  };

  it('fills the unit square, which its CTM moves into the boundary', () => {
    const view = drawn(image('ResourceID="5" CTM="40 0 0 50 0 0"'), { resources, parts });
    // 40 × 50 mm, its lower edge 80 mm below the top: (297 − 80) mm are 615.118 points.
    expect(view.operators()).toMatch(/113\.385827 0 0 141\.732283 56\.692913 615\.11811 cm \/X\d+ Do/);
    expect(drawn(image('ResourceID="5"'), { resources, parts }).operators()).toContain(
      '113.385827 0 0 141.732283',
    );
    expect(view.resources('XObject')[0]).toContain('/Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns 2');
    expect(view.notes).toEqual([]);
  });

  it('shows through where its mask is black', () => {
    const view = drawn(image('ResourceID="5" ImageMask="6"'), { resources, parts });
    const [object = ''] = view.resources('XObject');
    expect(view.referred(object, 'SMask')).toContain('/ColorSpace /DeviceGray');
  });

  it('that is missing is marked by a frame with a word, and its substitute is drawn', () => {
    const view = drawn(image('ResourceID="8"'), { resources, parts, inputs: { fonts: PRODUCT_FONTS } });
    expect(view.notes).toEqual(['IMAGE_MISSING gone.png']);
    expect(view.operators()).toContain('56.6929 615.1181 113.3858 141.7323 re S');
    // 缺 is U+7F3A.
    expect(view.referred(view.resources('Font')[0] ?? '', 'ToUnicode')).toContain('<7F3A>');
    expect(drawn(image('ResourceID="8" Substitution="5"'), { resources, parts }).notes).toEqual([]);
  });

  it('has a line around it, with round corners if it has radii', () => {
    const bordered = (border: string) =>
      drawn(`<ofd:ImageObject Boundary="20 30 40 50" ResourceID="5">${border}</ofd:ImageObject>`, {
        ...{ resources, parts },
      }).operators();
    const usual = bordered('<ofd:Border/>');
    expect(usual).toMatch(/ Do\nQ\n2\.834646 0 0 -2\.834646 56\.692913 756\.850394 cm 0 G 0\.353 w/);
    expect(usual).toContain('0 0 m\n40 0 l\n40 0 l\n40 50 l');
    const colour = '<ofd:BorderColor Value="255 0 0"/>';
    const round = bordered(
      `<ofd:Border LineWidth="2" HorizonalCornerRadius="5" VerticalCornerRadius="99" DashPattern="1 1">${colour}</ofd:Border>`,
    );
    expect(round).toContain('1 0 0 RG 2 w');
    expect(round).toMatch(/\n5 0 m\n35 0 l\n[\d. ]+ 40 25 c\n40 25 l/);
  });

  it('of another kind is said', () => {
    expect(drawn(image('ResourceID="9"'), { resources, parts }).notes).toEqual([
      'IMAGE_UNSUPPORTED Doc_0/Res/no.tif',
    ]);
    expect(drawn(image('ResourceID="77"'), { resources, parts }).notes).toEqual(['IMAGE_MISSING 77']);
  });
});

describe('a composite', () => {
  const unit = (id: number, content: string): string =>
    `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="${String(id)}" Width="9" Height="9"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
  const use = (id: number, attributes = ''): string =>
    `<ofd:CompositeObject Boundary="100 0 9 9" ResourceID="${String(id)}" ${attributes}/>`;

  it('is drawn at its boundary, within its CTM', () => {
    const view = drawn(use(4, 'CTM="0.5 0 0 0.5 0 0"'), { resources: unit(4, square(BLACK)) });
    // (100 + 20 / 2) mm from the left, 30 / 2 mm from the top, half as large.
    expect(view.operators()).toContain('1.417323 0 0 -1.417323 311.811024 799.370079 cm');
  });

  it('that is not opaque is drawn as a group', () => {
    const view = drawn(use(4, 'Alpha="51"'), { resources: unit(4, square(BLACK) + square(BLACK)) });
    expect(view.resources('XObject')[0]).toContain('/Group <</S /Transparency>>');
    expect(view.resources('ExtGState')[0]).toContain('/ca 0.2 /CA 0.2');
  });

  it('that draws itself, or is not there, is marked', () => {
    const circle = drawn(use(4), { resources: unit(4, use(5)) + unit(5, use(4)) });
    expect(circle.notes).toEqual(['NESTED_TOO_DEEP 4']);
    expect(drawn(use(3)).notes).toEqual(['COMPOSITE_MISSING 3']);
  });

  it('ends the view when composites make more objects than any page has', () => {
    const ten = (id: number): string => unit(id, use(id + 1).repeat(10));
    const resources = [1, 2, 3, 4, 5, 6, 7, 8].map(ten).join('') + unit(9, '');
    expect(() => drawn(use(1), { resources })).toThrow(expect.objectContaining({ code: 'FILE_OVER_BUDGET' }));
  });

  it('nested too deep by blocks is marked', () => {
    const deep = '<ofd:PageBlock>'.repeat(40) + square(BLACK) + '</ofd:PageBlock>'.repeat(40);
    expect(drawn(deep).notes).toEqual(['NESTED_TOO_DEEP PageBlock']);
  });
});

describe('clips', () => {
  const area = (attributes = '', of = ''): string =>
    `<ofd:Area ${attributes}><ofd:Path Boundary="1 2 9 9">${of}<ofd:AbbreviatedData>M 0 0 L 4 0 L 4 4 C</ofd:AbbreviatedData></ofd:Path></ofd:Area>`;
  const clipped = (clips: string): string => drawn(square(clips + BLACK, 'CTM="2 0 0 2 0 0"')).operators();

  it('move with the CTM of their object unless they say that they do not', () => {
    // 20 + 2 × 1 mm and 30 + 2 × 2 mm, and 20 + 1 mm and 30 + 2 mm.
    expect(clipped(`<ofd:Clips><ofd:Clip>${area()}</ofd:Clip></ofd:Clips>`)).toContain('62.3622 745.5118 m');
    const still = `<ofd:Clips TransFlag="false"><ofd:Clip>${area()}</ofd:Clip></ofd:Clips>`;
    expect(clipped(still)).toContain('59.5276 751.1811 m');
    expect(clipped(`<ofd:Clips><ofd:Clip>${area('CTM="0.5 0 0 0.5 0 0"')}</ofd:Clip></ofd:Clips>`)).toContain(
      '59.5276 751.1811 m',
    );
  });

  it('each cut what the others leave, and unite their areas', () => {
    expect(
      clipped(`<ofd:Clips><ofd:Clip>${area()}</ofd:Clip><ofd:Clip>${area()}</ofd:Clip></ofd:Clips>`).match(
        /\nW n/g,
      ),
    ).toHaveLength(2);
    expect(
      clipped(`<ofd:Clips><ofd:Clip>${area()}${area()}</ofd:Clip></ofd:Clips>`).match(/\nW n/g),
    ).toHaveLength(1);
    expect(clipped('<ofd:Clips><ofd:Clip/></ofd:Clips>')).toContain('0 0 0 0 re W n');
  });

  it('may be letters, and letters together with paths: what lies in either is seen', () => {
    const letters =
      '<ofd:Area><ofd:Text Boundary="0 0 9 9" Font="1" Size="9"><ofd:TextCode X="0" Y="8">文</ofd:TextCode></ofd:Text></ofd:Area>';
    const view = drawn(square(`<ofd:Clips><ofd:Clip>${letters}</ofd:Clip></ofd:Clips>${BLACK}`), {
      resources: '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts>',
      inputs: { fonts: PRODUCT_FONTS },
    });
    expect(view.operators()).toMatch(/BT 7 Tr\n.*2\.834646 0 0 2\.834646 56\.692913 734\.173228 Tm.*\nET/);
    const damaged = drawn(
      square(`<ofd:Clips><ofd:Clip>${letters.replace('Size="9"', '')}</ofd:Clip></ofd:Clips>`),
    );
    expect(damaged.notes).toEqual(['TEXT_DAMAGED ']);
    expect(damaged.operators()).toContain('\nET\nQ\nBT 7 Tr\nET\n');
    const both = drawn(square(`<ofd:Clips><ofd:Clip>${letters}${area()}</ofd:Clip></ofd:Clips>${BLACK}`), {
      inputs: { fonts: PRODUCT_FONTS },
    });
    expect(both.operators()).toMatch(/\/G\d+ gs \/X\d+ Do/);
    expect(both.data('XObject')[0]).toContain('0 0 0 rg\n0 0 m');
    const mask = both.referred(both.resources('ExtGState')[0] ?? '', 'G');
    expect(mask).toMatch(/\/CS \/DeviceGray[^]*1 g\n59\.5276 751\.1811 m[^]*\nf\nBT 0 Tr\n.* TJ\nET/);
  });
});

describe('shadings and patterns', () => {
  const filled = (special: string, attributes = '') =>
    drawn(square(`<ofd:FillColor ${attributes}>${special}</ofd:FillColor>`));
  const segment = (value: string, more = ''): string =>
    `<ofd:Segment ${more}><ofd:Color Value="${value}"/></ofd:Segment>`;
  const TWO = segment('255 0 0') + segment('0 0 255');

  it('change along an axis in the place of their object', () => {
    const view = filled(`<ofd:AxialShd StartPoint="0 0" EndPoint="10 0" Extend="3">${TWO}</ofd:AxialShd>`);
    const [pattern = ''] = view.resources('Pattern');
    expect(pattern).toContain('/ShadingType 2 /Coords [0 0 10 0] /Extend [true true] /ColorSpace /DeviceRGB');
    expect(pattern).toContain('/C0 [1 0 0] /C1 [0 0 1]');
    expect(pattern).toContain('/Matrix [2.834646 0 0 -2.834646 56.692913 756.850394]');
    expect(view.operators()).toMatch(/\/Pattern cs \/P\d+ scn/);
  });

  it('are repeated, to and fro where that is said', () => {
    const axis = (type: string): string =>
      filled(
        `<ofd:AxialShd StartPoint="0 0" EndPoint="10 0" MapType="${type}" MapUnit="5">${TWO}</ofd:AxialShd>`,
      )
        .resources('Pattern')
        .join();
    expect(axis('Repeat')).toContain('/Bounds [0.5 0.50001]');
    expect(axis('Reflect').match(/\/C0 \[0 0 1\] \/C1 \[1 0 0\]/g)).toHaveLength(1);
  });

  it('change between circles, which may be ellipses', () => {
    const radial = (more: string): string =>
      filled(
        `<ofd:RadialShd StartPoint="5 5" StartRadius="1" EndPoint="5 5" EndRadius="4" ${more}>${TWO}</ofd:RadialShd>`,
      )
        .resources('Pattern')
        .join();
    expect(radial('')).toContain('/ShadingType 3 /Coords [5 5 1 5 5 4]');
    // The second axis is √(1 − 0.6²) = 0.8 of the first: 2.834646 × 0.8.
    expect(radial('Eccentricity="0.6"')).toContain('/Matrix [2.834646 0 0 -2.267717 56.692913');
  });

  it('may fade, by a mask of light', () => {
    const fading = `${TWO}<ofd:Segment Position="1"><ofd:Color Value="0 0 0" Alpha="0"/></ofd:Segment>`;
    const view = filled(`<ofd:AxialShd StartPoint="0 0" EndPoint="10 0">${fading}</ofd:AxialShd>`);
    const mask = view.referred(view.resources('ExtGState').join(), 'G');
    expect(mask).toContain('/CS /DeviceGray');
    expect(mask).toMatch(/\/S\d+ sh/);
  });

  it('are meshes of triangles and lattices', () => {
    const point = (x: number, y: number): string =>
      `<ofd:Point X="${String(x)}" Y="${String(y)}"><ofd:Color Value="255 0 0"/></ofd:Point>`;
    const three = point(0, 0) + point(10, 0) + point(0, 10);
    const free = filled(`<ofd:GouraudShd>${three}</ofd:GouraudShd>`);
    expect(free.referred(free.resources('Pattern').join(), 'Shading')).toContain(
      '/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 32 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 10 0 10 0 1 0 1 0 1]',
    );
    const lattice = filled(`<ofd:LaGouraudShd VerticesPerRow="2">${three}${point(9, 9)}</ofd:LaGouraudShd>`);
    expect(lattice.referred(lattice.resources('Pattern').join(), 'Shading')).toContain('/VerticesPerRow 2');
  });

  it('are cells, mirrored where that is said', () => {
    const pattern = (more: string): readonly [string, string] => {
      const view = filled(
        `<ofd:Pattern Width="4" Height="3" ${more}><ofd:CellContent>${square(BLACK)}</ofd:CellContent></ofd:Pattern>`,
      );
      return [view.resources('Pattern').join(), view.data('Pattern').join()];
    };
    const [dictionary, cell] = pattern('XStep="5"');
    expect(dictionary).toContain('/BBox [0 0 5 3] /XStep 5 /YStep 3');
    expect(dictionary).toContain('/Matrix [2.834646 0 0 -2.834646 56.692913 756.850394]');
    expect(cell).toContain('1 0 0 1 20 30 cm');
    expect(pattern('RelativeTo="Page"')[0]).toContain('/Matrix [2.834646 0 0 -2.834646 0 841.889764]');
    const [mirrored, cells] = pattern('ReflectMethod="RowAndColumn"');
    expect(mirrored).toContain('/BBox [0 0 8 6]');
    expect(cells).toContain('-1 0 0 -1 8 6 cm 0 0 4 3 re W n');
  });

  it('that cannot be read are said', () => {
    expect(filled('<ofd:AxialShd StartPoint="0 0"/>').notes).toEqual(['COLOUR_UNSUPPORTED AxialShd']);
    expect(filled('<ofd:Pattern Width="0" Height="1"/>').notes).toEqual(['COLOUR_UNSUPPORTED Pattern']);
    expect(filled('<ofd:GouraudShd/>').notes).toEqual(['COLOUR_UNSUPPORTED GouraudShd']);
    const huge = `<ofd:AxialShd StartPoint="0 0" EndPoint="1e300 0">${TWO}</ofd:AxialShd>`;
    expect(filled(huge).resources('Pattern').join()).toContain('/Coords [0 0 1000000000 0]');
  });
});
