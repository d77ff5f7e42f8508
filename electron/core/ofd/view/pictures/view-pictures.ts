import { OFD_VIEW_BUDGET } from '../../../budgets.ts';
import { latin1Bytes } from '../../../bytes/encodings.ts';
import { ImageRefusedError } from '../../../image/image-size.ts';
import type { PictureRows } from '../../../image/picture-rows.ts';
import {
  pdfArray,
  type PdfDictionary,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { OfdViewCode } from '../../../../shared/model/ofd-view.ts';
import type { ViewFile } from '../output/view-file.ts';
import { largePicture, type PictureFile } from './large-picture.ts';
import { coloursOf, opacityOf } from './picture-planes.ts';
import { maskObject, pictureObject, type PictureLimits } from './picture-object.ts';
import type { PictureObject } from './png-object.ts';
import { watchedPicture } from './watched-picture.ts';

/** A picture that a content may draw, with what is doubtful about it, or why there is none. */
export type ViewPicture =
  | { readonly reference: PdfReference; readonly problem: OfdViewCode | null }
  | { readonly reference: null; readonly problem: OfdViewCode };

type Described = Pick<PictureObject, 'width' | 'height' | 'entries'>;

const GREY = { BitsPerComponent: pdfNumber(8), ColorSpace: pdfName('DeviceGray') } as const;
/** Stands in for all pictures of a view that leaves them out. */
const PIXEL: Described = { width: 1, height: 1, entries: GREY };
const DAMAGED: ViewPicture = { reference: null, problem: 'IMAGE_DAMAGED' };

/** The pictures of a view. Each is written once, when it is first drawn. */
export class ViewPictures {
  readonly #file: ViewFile;
  readonly #written = new Map<object, Map<object | null, ViewPicture>>();
  readonly #limits: PictureLimits;
  readonly #leavesOut: boolean;
  #pixelsLeft: number = OFD_VIEW_BUDGET.pixelsOfView;
  #standIn: PdfReference | null = null;

  /** @param leavesOut writes an empty picture for each, once it is known that it can be drawn */
  constructor(file: ViewFile, leavesOut: boolean) {
    this.#file = file;
    this.#leavesOut = leavesOut;
    this.#limits = {
      largest: OFD_VIEW_BUDGET.pixelsOfPicture,
      decoded: OFD_VIEW_BUDGET.pixelsDecoded,
      byRows: OFD_VIEW_BUDGET.pixelsByRows,
      decode: (pixels) => {
        this.#pixelsLeft -= pixels;
        if (this.#pixelsLeft < 0) throw new ImageRefusedError('all pictures', { width: pixels, height: 1 });
      },
    };
  }

  /**
   * Writes a picture, or finds the one that was written.
   * @param mask a picture whose white parts show this one; null for none
   * @throws CodedError FILE_OVER_BUDGET, and as the sink of the view does
   */
  of(file: PictureFile, mask: PictureFile | null = null): ViewPicture {
    const known = this.#written.get(file.key)?.get(mask?.key ?? null);
    if (known !== undefined) return known;
    // What cannot be read is remembered too: each further try would cost as much.
    const made = orNullIfDamaged(() => this.#write(file, mask)) ?? DAMAGED;
    const ofKey = this.#written.get(file.key) ?? new Map<object | null, ViewPicture>();
    ofKey.set(mask?.key ?? null, made);
    this.#written.set(file.key, ofKey);
    return made;
  }

  #write(given: PictureFile, givenMask: PictureFile | null): ViewPicture {
    const watched = [given, ...(givenMask === null ? [] : [givenMask])].map(watchedPicture);
    const [file = given, mask = null] = watched.map((each) => each.file);
    try {
      const reference = this.#writeLarge(file, mask) ?? this.#writeWhole(file.read(), mask);
      const isUnsound = watched.some((each) => each.isUnsound());
      return { reference, problem: isUnsound ? 'IMAGE_UNSOUND' : null };
    } catch (error) {
      if (!(error instanceof ImageRefusedError)) throw error;
      return { reference: null, problem: problemOf(error) };
    }
  }

  #writeWhole(bytes: Uint8Array, mask: PictureFile | null): PdfReference {
    const picture = pictureObject(bytes, this.#limits);
    return this.#object(picture, mask === null ? this.#opacity(picture) : this.#mask(mask));
  }

  /** Writes a picture that is not held whole; null for one that is. */
  #writeLarge(file: PictureFile, mask: PictureFile | null): PdfReference | null {
    const large = largePicture(file, this.#limits);
    if (large?.kind === 'packed') {
      const softMask = mask === null ? null : this.#mask(mask);
      return this.#stream(large.object, softMask, large.data(), true);
    }
    // The rows of a mask would run the other way.
    if (large === null || (large.picture.fromBottom && mask !== null)) return null;
    return this.#writeRows(large.picture, mask);
  }

  #writeRows(picture: PictureRows, mask: PictureFile | null): PdfReference {
    const { width, height, fromBottom } = picture;
    this.#limits.decode(width * height);
    const softMask = mask === null ? this.#opacityByRows(picture) : this.#mask(mask);
    const entries = { BitsPerComponent: pdfNumber(8), ColorSpace: pdfName('DeviceRGB') };
    const image = this.#stream({ width, height, entries }, softMask, coloursOf(picture), false);
    return fromBottom && !this.#leavesOut ? this.#turned(image) : image;
  }

  /**
   * A picture that turns out to be opaque leaves its opacity behind, which nothing names. Of one that is left out, the pass over
   * its colours shows all damage.
   */
  #opacityByRows(picture: PictureRows): PdfReference | null {
    if (!picture.mayBeClear || this.#leavesOut) return null;
    const { width, height } = picture;
    const opacity = opacityOf(picture);
    const reference = this.#stream({ width, height, entries: GREY }, null, opacity.data, false);
    return opacity.isUsed() ? reference : null;
  }

  /** Draws a picture whose first row is at the bottom. */
  #turned(image: PdfReference): PdfReference {
    const form = pdfDictionary({
      ...{ Type: pdfName('XObject'), Subtype: pdfName('Form') },
      BBox: pdfArray([0, 0, 1, 1].map(pdfNumber)),
      Resources: pdfDictionary({ XObject: pdfDictionary({ X: image }) }),
    });
    return this.#file.stream(form, latin1Bytes('1 0 0 -1 0 1 cm /X Do'));
  }

  #mask(file: PictureFile): PdfReference {
    return this.#object(maskObject(file.read(), this.#limits), null);
  }

  #object(picture: PictureObject, softMask: PdfReference | null): PdfReference {
    if (this.#leavesOut) return this.#leftOut();
    const dictionary = dictionaryOf(picture, softMask);
    if (picture.isPacked) return this.#file.stream(dictionary, picture.data);
    return this.#file.packedStream(dictionary, picture.data);
  }

  #stream(
    picture: Described,
    softMask: PdfReference | null,
    data: Iterable<Uint8Array>,
    isPacked: boolean,
  ): PdfReference {
    if (this.#leavesOut) {
      readThrough(data);
      return this.#leftOut();
    }
    const dictionary = dictionaryOf(picture, softMask);
    return isPacked ? this.#file.streamOf(dictionary, data) : this.#file.packedStreamOf(dictionary, data);
  }

  #leftOut(): PdfReference {
    return (this.#standIn ??= this.#file.stream(dictionaryOf(PIXEL, null), Uint8Array.of(255)));
  }

  #opacity({ width, height, mask }: PictureObject): PdfReference | null {
    if (mask === null) return null;
    return this.#object({ width, height, entries: GREY, data: mask, isPacked: false, mask: null }, null);
  }
}

function dictionaryOf({ width, height, entries }: Described, softMask: PdfReference | null): PdfDictionary {
  return pdfDictionary({
    ...{ Type: pdfName('XObject'), Subtype: pdfName('Image') },
    ...{ Width: pdfNumber(width), Height: pdfNumber(height), ...entries },
    ...(softMask === null ? {} : { SMask: softMask }),
  });
}

/** Reads pieces to their end, which is where damage shows. */
function readThrough(pieces: Iterable<Uint8Array>): void {
  const iterator = pieces[Symbol.iterator]();
  while (iterator.next().done !== true);
}

function problemOf({ tooLarge, message }: ImageRefusedError): OfdViewCode {
  if (tooLarge !== null) return 'IMAGE_TOO_LARGE';
  return /unknown|kind/.test(message) ? 'IMAGE_UNSUPPORTED' : 'IMAGE_DAMAGED';
}
