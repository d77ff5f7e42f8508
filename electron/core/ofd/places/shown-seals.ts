import { orNullIfDamaged } from '../../work-meter.ts';
import { decodeSealSignature } from '../../seal/decode-seal-signature.ts';
import type { DocBody, OfdPackage } from '../package/ofd-package.ts';
import type { OfdDocument } from '../package/read-document.ts';
import {
  readSignatureFile,
  readValue,
  sealInFile,
  type SignatureFile,
  type StampPlace,
} from '../signatures/signature-file.ts';
import { readSignatureList } from '../signatures/signature-list.ts';
import { idKey } from '../xml/xml-element.ts';
import type { ShownSeal } from './page-frames.ts';

/** A signature with the places at which its seal is shown. */
export interface StampedSignature {
  /** The path of its Signature.xml. */
  readonly name: string;
  readonly stamps: readonly StampPlace[];
  /** The picture of the seal in the signature, or of the seal beside it if there is none in it; null without a picture. */
  readonly picture: Uint8Array | null;
}

/**
 * Lists the signatures of a document and where their seals are shown. What cannot be read as one is left out here: the
 * verification speaks of it. @throws CodedError FILE_OVER_BUDGET
 */
export function stampedSignatures(ofd: OfdPackage, body: DocBody): readonly StampedSignature[] {
  const list = orNullIfDamaged(() => readSignatureList(ofd, body));
  return (list?.signatures ?? []).flatMap(({ entry }): readonly StampedSignature[] => {
    const file = entry === null ? null : orNullIfDamaged(() => readSignatureFile(ofd, entry));
    if (file === null) return [];
    return [{ name: file.entry.name, stamps: file.stamps, picture: pictureOf(ofd, file) }];
  });
}

/**
 * Returns every place at which a document shows a seal, with the picture of that seal, as a view draws them.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function stampsWithPictures(
  ofd: OfdPackage,
  body: DocBody,
): readonly (StampPlace & Pick<StampedSignature, 'picture'>)[] {
  return stampedSignatures(ofd, body).flatMap(({ picture, stamps }) =>
    stamps.map((place) => ({ ...place, picture })),
  );
}

function pictureOf(ofd: OfdPackage, file: SignatureFile): Uint8Array | null {
  const { value } = file;
  const signed = value === null ? null : orNullIfDamaged(() => decodeSealSignature(readValue(ofd, value)));
  const shown = signed?.seal ?? sealInFile(ofd, file);
  return shown?.picture.data ?? null;
}

/** Returns the signatures as seals that stand on pages. */
export function shownSeals(
  { pagesById }: Pick<OfdDocument, 'pagesById'>,
  signatures: readonly StampedSignature[],
): readonly ShownSeal[] {
  return signatures.map(({ name, stamps }) => ({
    name,
    places: stamps.flatMap(({ page, boundary, clip }) => {
      const index = pagesById.get(idKey(page))?.index;
      if (index === undefined) return [];
      const seen = clip ?? { ...boundary, xMm: 0, yMm: 0 };
      return [{ ...seen, page: index, xMm: boundary.xMm + seen.xMm, yMm: boundary.yMm + seen.yMm }];
    }),
  }));
}
