import { OFD_VIEW_BUDGET } from '../../../budgets.ts';
import { ImageRefusedError } from '../../../image/image-size.ts';
import {
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { OfdViewCode } from '../../../../shared/model/ofd-view.ts';
import type { ViewFile } from '../output/view-file.ts';
import { maskObject, pictureObject, type PictureLimits } from './picture-object.ts';
import type { PictureObject } from './png-object.ts';

/** A picture that a content may draw, or why there is none. */
export type ViewPicture =
  { readonly reference: PdfReference } | { readonly reference: null; readonly problem: OfdViewCode };

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
      decode: (pixels) => {
        this.#pixelsLeft -= pixels;
        if (this.#pixelsLeft < 0) throw new ImageRefusedError('all pictures', { width: pixels, height: 1 });
      },
    };
  }

  /**
   * Writes a picture, or finds the one that was written.
   * @param key what stands for the picture, the same each time
   * @param mask a picture whose white parts show this one; null for none
   * @throws CodedError FILE_OVER_BUDGET
   */
  of(
    key: object,
    read: () => Uint8Array,
    mask: { readonly key: object; readonly read: () => Uint8Array } | null = null,
  ): ViewPicture {
    const known = this.#written.get(key)?.get(mask?.key ?? null);
    if (known !== undefined) return known;
    // What cannot be read is remembered too: each further try would cost as much.
    const made = orNullIfDamaged(() => this.#write(read(), mask?.read() ?? null)) ?? DAMAGED;
    const ofKey = this.#written.get(key) ?? new Map<object | null, ViewPicture>();
    ofKey.set(mask?.key ?? null, made);
    this.#written.set(key, ofKey);
    return made;
  }

  #write(bytes: Uint8Array, mask: Uint8Array | null): ViewPicture {
    try {
      const picture = pictureObject(bytes, this.#limits);
      const reference = this.#object(
        picture,
        mask === null ? this.#opacity(picture) : this.#object(maskObject(mask, this.#limits), null),
      );
      return { reference };
    } catch (error) {
      if (!(error instanceof ImageRefusedError)) throw error;
      return { reference: null, problem: problemOf(error) };
    }
  }

  #object(picture: PictureObject, softMask: PdfReference | null): PdfReference {
    if (this.#leavesOut) return (this.#standIn ??= this.#empty());
    const dictionary = pdfDictionary({
      ...{ Type: pdfName('XObject'), Subtype: pdfName('Image') },
      ...{ Width: pdfNumber(picture.width), Height: pdfNumber(picture.height), ...picture.entries },
      ...(softMask === null ? {} : { SMask: softMask }),
    });
    if (picture.isPacked) return this.#file.stream(dictionary, picture.data);
    return this.#file.packedStream(dictionary, picture.data);
  }

  #empty(): PdfReference {
    const [one, eight] = [pdfNumber(1), pdfNumber(8)];
    const entries = { ColorSpace: pdfName('DeviceGray'), BitsPerComponent: eight };
    const kind = { Type: pdfName('XObject'), Subtype: pdfName('Image') };
    return this.#file.stream(
      pdfDictionary({ ...kind, Width: one, Height: one, ...entries }),
      Uint8Array.of(255),
    );
  }

  #opacity({ width, height, mask }: PictureObject): PdfReference | null {
    if (mask === null) return null;
    const entries: Record<string, PdfObject> = {
      BitsPerComponent: pdfNumber(8),
      ColorSpace: pdfName('DeviceGray'),
    };
    return this.#object({ width, height, entries, data: mask, isPacked: false, mask: null }, null);
  }
}

function problemOf({ tooLarge, message }: ImageRefusedError): OfdViewCode {
  if (tooLarge !== null) return 'IMAGE_TOO_LARGE';
  return /unknown|kind/.test(message) ? 'IMAGE_UNSUPPORTED' : 'IMAGE_DAMAGED';
}
