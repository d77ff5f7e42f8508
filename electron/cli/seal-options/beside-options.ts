import { Option } from '@commander-js/extra-typings';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { decodePicture, readJpegPicture } from '../../core/image/decode-picture.ts';
import { imageFormat } from '../../core/image/image-format.ts';
import { DATE_STYLES, type DateStyle, LARGEST_HANDWRITING_MM } from '../../shared/model/seal-places.ts';
import { parsePageRange } from '../../shared/page-range.ts';
import type { BesideKeyword, BesidePoint, BesideRule } from '../../core/signing/beside.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { collected, millimetres } from '../arguments.ts';
import { usage } from '../usage.ts';

// Options for what stands beside a seal and is signed with it: the date, and the picture of a handwritten signature.

export const dateOption = new Option(
  '--date <keyword=text|pages,x,y>',
  '随章填写盖章日期：填入“日期：  年 月 日”的空位、写在关键字后，或按坐标；可多次给出 write the date of sealing: into the blanks behind a keyword, or at a point; may be given again',
).argParser<readonly string[]>(collected);

export const dateStyleOption = new Option(
  '--date-style <style>',
  '日期写法：chinese（2026年11月29日）或 iso（2026-11-29）；默认随前面的文字 how a date is written; by default as the words before it',
).choices(DATE_STYLES);

export const handwritingOption = new Option(
  '--handwriting <file@keyword=text|file@pages,x,y>',
  '随章放置手写签名图片（PNG、JPEG），不是电子签名；可多次给出 place the picture of a handwritten signature, which is no electronic signature; may be given again',
).argParser<readonly string[]>(collected);

export const handwritingWidthOption = new Option(
  '--handwriting-width <mm>',
  '手写签名图片的宽度（毫米），默认 35 width of the picture in millimetres; 35 by default',
);

interface BesideOptions {
  readonly date?: readonly string[] | undefined;
  readonly dateStyle?: DateStyle | undefined;
  readonly handwriting?: readonly string[] | undefined;
  readonly handwritingWidth?: string | undefined;
}

const WIDTH_MM = 35;
/** A scan of a signature has some hundred thousand bytes. */
const PICTURE_BYTES = 8 * 1024 * 1024;

/** Tells whether options name something that is to stand beside the seal. */
export const namesBeside = ({ date = [], handwriting = [] }: BesideOptions): boolean =>
  date.length + handwriting.length > 0;

/** Adds to a list of places what stands beside the seal. @throws CodedError USAGE, and as reading a picture does */
export function withBeside(target: SealTarget, options: BesideOptions): SealTarget {
  const { date = [], handwriting = [], dateStyle } = options;
  const style = dateStyle === undefined ? {} : { style: dateStyle };
  const beside: readonly BesideRule[] = [
    ...date.map((text): BesideRule => ({ kind: 'date', ...whereOf('--date', text), ...style })),
    ...handwriting.map((text) => handwritingOf(text, options.handwritingWidth)),
  ];
  if (beside.length === 0) return target;
  if (target.kind === 'list') return { ...target, beside };
  if (target.kind === 'field') return { kind: 'list', field: target.name, places: [], beside };
  const number = target.page === 'last' ? -1 : target.page + 1;
  const { xMm, yMm } = target;
  const point = { kind: 'point', pages: [{ kind: 'span', from: number, to: number }], xMm, yMm } as const;
  return { kind: 'list', field: null, places: [point], beside };
}

function handwritingOf(text: string, width: string | undefined): BesideRule {
  const at = text.lastIndexOf('@');
  if (at < 1) {
    throw usage(
      `--handwriting 应为 文件@页码,X,Y 或 文件@keyword=文字，而不是“${text}”`,
      `--handwriting takes FILE@PAGES,X,Y or FILE@keyword=TEXT, not "${text}"`,
    );
  }
  const widthMm = width === undefined ? WIDTH_MM : Number(width);
  const picture = readRegularFile(text.slice(0, at), { most: PICTURE_BYTES });
  const size = imageFormat(picture) === 'jpeg' ? readJpegPicture(picture) : decodePicture(picture);
  const heightMm = (widthMm * size.height) / size.width;
  if (!(
    widthMm >= 5 &&
    widthMm <= LARGEST_HANDWRITING_MM.width &&
    heightMm <= LARGEST_HANDWRITING_MM.height
  )) {
    throw usage(
      `手写签名图片应宽 5 至 ${LARGEST_HANDWRITING_MM.width} 毫米、高不超过 ${LARGEST_HANDWRITING_MM.height} 毫米`,
      `the picture of a signature is 5 to ${LARGEST_HANDWRITING_MM.width} mm wide and at most ${LARGEST_HANDWRITING_MM.height} mm high`,
    );
  }
  return { kind: 'handwriting', ...whereOf('--handwriting', text.slice(at + 1)), picture, widthMm, heightMm };
}

const KEYWORD = 'keyword=';

function whereOf(
  option: string,
  text: string,
): Pick<BesideRule, 'pages'> & { readonly where: BesidePoint | BesideKeyword } {
  if (text.startsWith(KEYWORD) && text.length > KEYWORD.length) {
    const keyword = { text: text.slice(KEYWORD.length), isPattern: false };
    // What is signed by hand and dated stands at the end of a contract.
    return { pages: [{ kind: 'all' }], where: { kind: 'keyword', keyword, which: -1, dxMm: 0, dyMm: 0 } };
  }
  const parts = text.split(',');
  const pages = parsePageRange(parts.slice(0, -2).join(','));
  if (parts.length < 3 || pages === null) {
    throw usage(
      `${option} 应为 keyword=文字 或 页码,X,Y，而不是“${text}”`,
      `${option} takes keyword=TEXT or PAGES,X,Y, not "${text}"`,
    );
  }
  return { pages, where: { kind: 'point', ...millimetres(option, parts.slice(-2).join(',')) } };
}
