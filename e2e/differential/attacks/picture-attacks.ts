import type { MiniWorld } from '../../../electron/core/verification/fixtures/mini-world.ts';
import type { Attack } from './attack.ts';
import { type Base, streamBody } from './base.ts';
import { formBody, sealedWithTrick, SIDE, type SealObjects, type Trick } from './sign-revision.ts';

/** A picture that covers whatever it is drawn over. */
const EVIL = streamBody(
  '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB',
  String.fromCharCode(0, 0, 255),
);

/** Replaces text that has to be there, for otherwise the trick would be none. */
function edited(body: string, from: string, to: string): string {
  if (!body.includes(from)) throw new Error(`nothing to edit: ${from}`);
  return body.replace(from, to);
}

const ofWidget =
  (entries: string): Trick =>
  (_, { widget }) => ({ widget: edited(widget, '/FT/Sig', `/FT/Sig${entries}`) });
const ofImage =
  (entries: string): Trick =>
  (_, { image }) => ({ image: edited(image, '/Type/XObject', `/Type/XObject${entries}`) });
const ofMask =
  (entries: string): Trick =>
  (_, { mask }) => ({ mask: edited(mask, '/Type/XObject', `/Type/XObject${entries}`) });
const ofForm =
  (entries: string): Trick =>
  (_, { form }) => ({ form: edited(form, '/Type/XObject', `/Type/XObject${entries}`) });

/** Draws with another content, in which /Evil is another picture. */
const content =
  (text: string): Trick =>
  ({ image, free }) => ({
    form: formBody(`/Seal ${String(image)} 0 R/Evil ${String(free)} 0 R`, text),
    more: { [free]: EVIL },
  });
const placed = `q ${SIDE} 0 0 ${SIDE} 0 0 cm`;

/** A form that paints a blue square. */
const evilForm = (numberOfForm: number, entries: string, { widget }: SealObjects): Partial<SealObjects> => ({
  widget: edited(widget, '/AP<<', `/AP<<${entries}`),
  more: { [numberOfForm]: formBody('', `0 0 1 rg 0 0 ${SIDE} ${SIDE} re f`) },
});

/** Ways to make a seal's picture look other than the seal says, in a revision that a trusted party signs itself. */
const PICTURE_TRICKS: Readonly<Record<string, Trick>> = {
  'two operands of Do': content(`${placed} /Seal /Evil Do Q`),
  'three operands of Do': content(`${placed} /Seal 1 /Evil Do Q`),
  'operands left over from before': content(`/Seal ${placed} /Evil Do Q`),
  'a string before the operand': content(`${placed} (a) /Seal Do Q`),
  'an operand without operator at the end': content(`${placed} /Seal Do Q /Evil`),
  'an array operand': content(`${placed} [/Evil] /Seal Do Q`),
  'operands of q': content(`/Evil q ${SIDE} 0 0 ${SIDE} 0 0 cm /Seal Do Q`),
  'seven operands of cm': content(`q 0.1 ${SIDE} 0 0 ${SIDE} 0 0 cm /Seal Do Q`),
  'a name with an escape': content(`${placed} /#53eal Do /Ev#69l Do Q`),
  'a name of blanks': content(`${placed} /Seal#20 Do /Seal Do Q`),
  'an operator in capitals': content(`${placed} /Seal Do /Evil DO Q`),
  'operators without blanks between': content(`${placed}/Seal Do Q${placed}/Evil Do Q`),
  'a comment that another line end closes': content(`${placed} /Seal %\r/Evil\nDo Q`),
  'a comment closed by a form feed': content(`${placed} /Seal %\f/Evil\nDo Q`),
  'a NUL between operands': content(`${placed} /Seal\0/Evil Do Q`),
  'an unbalanced q': content(`q q ${placed} /Seal Do`),
  'an unbalanced Q': content(`Q ${placed} /Seal Do Q`),
  'two pictures': content(`${placed} /Seal Do Q ${placed} /Evil Do Q`),
  'a path': content(`${placed} /Seal Do Q 0 0 1 rg 0 0 50 50 re f`),
  'a shading': content(`${placed} /Seal Do Q /Sh sh`),
  'an inline image': content(`${placed} /Seal Do Q ${placed} BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q`),
  'a turned picture': content(`q 0 ${SIDE} -${SIDE} 0 ${SIDE} 0 cm /Seal Do Q`),
  'a mirrored picture': content(`q -${SIDE} 0 0 ${SIDE} ${SIDE} 0 cm /Seal Do Q`),
  'a scaled picture': content(`q 20 0 0 20 0 0 cm /Seal Do Q`),
  'a number with two signs': content(`q --${SIDE} 0 0 ${SIDE} 0 0 cm /Seal Do Q`),
  'a number with an exponent': content(`q 1e2 0 0 ${SIDE} 0 0 cm /Seal Do Q`),
  'a resource named twice': ({ image, free }) => ({
    form: formBody(`/Seal ${String(image)} 0 R/Seal ${String(free)} 0 R`, `${placed} /Seal Do Q`),
    more: { [free]: EVIL },
  }),
  'resources named twice': ({ image, free }) => ({
    form: formBody(
      `/Seal ${String(image)} 0 R`,
      `${placed} /Seal Do Q`,
      `/Resources<</XObject<</Seal ${String(free)} 0 R>>>>`,
    ),
    more: { [free]: EVIL },
  }),
  'a default colour space': ({ free }, { form }) => ({
    form: edited(form, '/Resources<<', `/Resources<</ColorSpace<</DefaultRGB ${String(free)} 0 R>>`),
    more: {
      [free]: `[/DeviceN[/A/B/C]/DeviceRGB<</FunctionType 4/Domain[0 1 0 1 0 1]/Range[0 1 0 1 0 1]/Length 18>>]`,
    },
  }),
  'a default calibrated colour space': ({ free }, { form }) => ({
    form: edited(form, '/Resources<<', `/Resources<</ColorSpace<</DefaultRGB ${String(free)} 0 R>>`),
    more: { [free]: '[/CalRGB<</WhitePoint[0.95 1 1.09]/Gamma[9 9 9]/Matrix[0 0 1 0 1 0 1 0 0]>>]' },
  }),
  'a colour space named by the resources': (_, { image, form }) => ({
    image: edited(image, '/ColorSpace/DeviceRGB', '/ColorSpace/Own'),
    form: edited(form, '/Resources<<', '/Resources<</ColorSpace<</Own/DeviceRGB>>'),
  }),
  'a calibrated colour space': (_, { image }) => ({
    image: edited(
      image,
      '/ColorSpace/DeviceRGB',
      '/ColorSpace[/CalRGB<</WhitePoint[0.95 1 1.09]/Matrix[0 0 1 0 1 0 1 0 0]>>]',
    ),
  }),
  'decoded inversely': ofImage('/Decode[1 0 1 0 1 0]'),
  'decoded to one colour': ofImage('/Decode[0 0 0 0 1 1]'),
  'an image mask': ofImage('/ImageMask true'),
  'a colour key': ofImage('/Mask[200 200 0 0 0 0]'),
  'another mask': ({ mask }, { image }) => ({
    image: edited(image, '/SMask', `/Mask ${String(mask)} 0 R/SMask`),
  }),
  'the mask left out': ({ mask }, { image }) => ({ image: edited(image, `/SMask ${String(mask)} 0 R`, '') }),
  'the mask in the data': ofImage('/SMaskInData 1'),
  'width named twice': ofImage('/Width 1'),
  'height named twice': ofImage('/Height 1/Height 20'),
  'width abbreviated': ofImage('/W 1/H 1'),
  'bits abbreviated': ofImage('/BPC 1'),
  'filter abbreviated': ofImage('/F/AHx'),
  'data in another file': ofImage('/F(evil.bin)'),
  'data in another file, with a filter': ofImage('/F(evil.bin)/FFilter/ASCIIHexDecode'),
  'decode parameters without a filter': ofImage('/DecodeParms<</Predictor 12/Columns 20/Colors 3>>'),
  alternates: ({ free }, { image }) => ({
    image: edited(
      image,
      '/Type/XObject',
      `/Type/XObject/Alternates[<</Image ${String(free)} 0 R/DefaultForPrinting true>>]`,
    ),
    more: { [free]: EVIL },
  }),
  'a reference to another document': ofForm('/Ref<</F(evil.pdf)/Page 0>>'),
  'an optional picture': ofImage('/OC<</Type/OCG/Name(x)>>'),
  'a picture with measures': ofImage('/Measure<<>>'),
  'the mask decoded inversely': ofMask('/Decode[1 0]'),
  'a mask with a matte': ofMask('/Matte[1 1 1]'),
  'a mask of one row': ofMask('/Height 1'),
  'a form with a group': ofForm('/Group<</S/Transparency/K true/I true>>'),
  'a form with a group of another colour space': ofForm('/Group<</S/Transparency/CS/DeviceGray>>'),
  'a form with a matrix': ofForm('/Matrix[0.5 0 0 0.5 0 0]'),
  'a form whose matrix mirrors': ofForm('/Matrix[-1 0 0 1 0 0]'),
  'a form with a box twice': ofForm('/BBox[0 0 5 5]'),
  'a form of PostScript': ofForm('/Subtype2/PS/PS 1 0 R'),
  'an appearance under the pointer': ({ free }, usual) => evilForm(free, `/R ${String(free)} 0 R`, usual),
  'an appearance while pressed': ({ free }, usual) => evilForm(free, `/D ${String(free)} 0 R`, usual),
  'two normal appearances': ({ free }, usual) => evilForm(free, `/N ${String(free)} 0 R`, usual),
  'appearances by state': ({ form, free }, { widget }) => ({
    widget: edited(
      widget,
      `/N ${String(form)} 0 R`,
      `/N<</On ${String(form)} 0 R/Off ${String(free)} 0 R>>/AS/Off`,
    ),
    more: { [free]: formBody('', `0 0 1 rg 0 0 ${SIDE} ${SIDE} re f`) },
  }),
  'a background': ofWidget('/MK<</BG[0 0 1]/BC[1 0 0]/CA(PAID)>>'),
  'a border': ofWidget('/Border[0 0 30]/C[0 0 1]'),
  'a border style': ofWidget('/BS<</W 30/S/S>>/MK<</BC[0 0 1]>>'),
  'an opacity': ofWidget('/CA 0.1/ca 0.1'),
  'a blend mode': ofWidget('/BM/Multiply'),
  'a caption': ofWidget('/MK<</CA(PAID)/R 90>>/DA(/Helv 40 Tf 0 0 1 rg)'),
  'an icon': ({ form }, { widget }) => ({
    widget: edited(widget, '/FT/Sig', `/FT/Sig/MK<</I ${String(form)} 0 R/TP 1>>`),
  }),
  'a background without an appearance': ({ form }, { widget }) => ({
    widget: edited(
      edited(widget, `/AP<</N ${String(form)} 0 R>>`, ''),
      '/FT/Sig',
      '/FT/Sig/MK<</BG[0 0 1]/BC[1 0 0]/CA(PAID)>>/BS<</W 9/S/B>>',
    ),
  }),
  'a rectangle of other corners': (_, { widget }) => ({
    widget: widget.replace(/\/Rect\[[^\]]*\]/, '/Rect[133.3858 133.3858 20 20]'),
  }),
  'a rectangle twice': ofWidget('/Rect[0 0 320 270]'),
  'a stamp that is a field too': (_, { widget }) => ({
    widget: edited(widget, '/Subtype/Widget', '/Subtype/Stamp'),
  }),
  'a subtype twice': (_, { widget }) => ({
    widget: edited(widget, '/Subtype/Widget', '/Subtype/Widget/Subtype/Stamp'),
  }),
  'no flags': (_, { widget }) => ({ widget: edited(widget, '/F 132', '') }),
  'not printed': (_, { widget }) => ({ widget: edited(widget, '/F 132', '/F 128') }),
  'printed only': (_, { widget }) => ({ widget: edited(widget, '/F 132', '/F 36') }),
  hidden: (_, { widget }) => ({ widget: edited(widget, '/F 132', '/F 2') }),
  optional: ofWidget('/OC<</Type/OCG/Name(x)>>'),
  'appearances made by the reader': () => ({ acroForm: '/NeedAppearances true' }),
};

/** Makes documents that a second party seals with a trick. */
export async function pictureAttacks(world: MiniWorld, base: Base): Promise<Attack[]> {
  const honest = await sealedWithTrick(world, base, () => ({}));
  const made = Object.entries(PICTURE_TRICKS).map(async ([name, trick]) => ({
    family: 'pictures',
    name,
    pdf: await sealedWithTrick(world, base, trick),
    honest,
  }));
  return Promise.all(made);
}
