import type { RandomSource } from '../pdf/encryption/file-cipher.ts';
import { CodedError } from '../../shared/errors.ts';
import type { EmptyField } from '../../shared/model/seal-places.ts';
import type { PdfDocument } from '../pdf/document.ts';
import {
  pageGeometry,
  type PageGeometry,
  type Rectangle,
  rectangleOf,
  type SeenRectangle,
  toSeen,
  toUserSpace,
} from '../pdf/pages/page-geometry.ts';
import type { PageRange } from '../../shared/page-range.ts';
import { type Page, pageAt, pageOf } from '../pdf/pages/page-tree.ts';
import type { SignatureField } from '../pdf/signatures/signature-fields.ts';
import type { BesideRule } from './beside.ts';
import type { KeywordAnswers, KeywordRule } from './keyword-places.ts';
import type { StraddleRule } from './straddle.ts';

/** The place of a seal: its centre on a page as seen, an existing empty signature field, or a list of places. */
export type SealTarget = SinglePlace | PlaceList;

/** Places of one seal under one signature. */
export interface PlaceList {
  readonly kind: 'list';
  /** An existing empty signature field that shows the seal too; null for none. */
  readonly field: string | null;
  readonly places: readonly PlaceRule[];
  /** What stands beside the seal and is signed with it; none by default. */
  readonly beside?: readonly BesideRule[];
}

/** A rule by which a seal is placed: at one point of each page of a range, where they have a keyword, or across their edges. */
export type PlaceRule = PointRule | KeywordRule | StraddleRule;

export interface PointRule {
  readonly kind: 'point';
  readonly pages: PageRange;
  /** Millimetres from the top left of each page as seen to the seal's centre. */
  readonly xMm: number;
  readonly yMm: number;
}

export type SinglePlace =
  | {
      readonly kind: 'place';
      /** The index of the page from 0, or the last page. */
      readonly page: number | 'last';
      /** Millimetres from the top left of the page as seen to the seal's centre. */
      readonly xMm: number;
      readonly yMm: number;
    }
  | {
      readonly kind: 'field';
      /** The field's full name: partial names joined by full stops. */
      readonly name: string;
    };

export interface SealRequest {
  readonly target: SealTarget;
  /** What was found for the keywords of a list, of its places and then of what stands beside; none for a list without. */
  readonly keywords?: KeywordAnswers;
  /** The picture of the seal and its true size. */
  readonly picture: { readonly data: Uint8Array; readonly widthMm: number; readonly heightMm: number };
  /** The signer's or the seal's name (/Name). */
  readonly name: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  readonly signedAt: Date;
  /** Names the sealed version of the file (/ID), and begins what is encrypted. */
  readonly random: RandomSource;
  /** The room for the signature in bytes; see {@link reservedSignatureLength}. */
  readonly reservedLength: number;
}

/** The room for an RFC 3161 token with its certificates, in bytes. */
export const TIME_STAMP_LENGTH = 8192;
/** The room for TBS_Sign's own fields, the signature value and the DER around them. */
const STRUCTURE_LENGTH = 1024;
const STEP = 1024;

/** Computes how many bytes to reserve for an SES_Signature that holds this seal and this certificate. */
export function reservedSignatureLength(sealLength: number, certificateLength: number): number {
  const needed = sealLength + certificateLength + STRUCTURE_LENGTH + TIME_STAMP_LENGTH;
  return Math.ceil(needed / STEP) * STEP;
}

/** Rounding in a page's own numbers must not push a seal off its edge. */
const TOLERANCE_MM = 0.01;

/** The place of a seal in the terms of the file. */
export interface SealPlacement {
  readonly page: Page;
  readonly geometry: PageGeometry;
  /** The widget's /Rect. */
  readonly rectangle: Rectangle;
  /** The area in which the picture is seen. */
  readonly seen: SeenRectangle;
  /** The area that the whole picture would cover; more than what is seen if the place shows a slice of it. */
  readonly whole: SeenRectangle;
}

/** Tells whether a place shows a part of the picture. */
export function isSlice({ seen, whole }: Pick<SealPlacement, 'seen' | 'whole'>): boolean {
  return seen.widthMm < whole.widthMm || seen.heightMm < whole.heightMm;
}

type Picture = SealRequest['picture'];

/** Places a seal with its centre at a point of a page. @throws CodedError PAGE_NOT_FOUND, SEAL_OFF_PAGE */
export function placeOnPage(
  document: PdfDocument,
  place: { readonly page: number | 'last'; readonly xMm: number; readonly yMm: number },
  picture: Picture,
): SealPlacement {
  const page = pageAt(document, place.page);
  const geometry = pageGeometry(document, page);
  const seen = centredAt(place, picture);
  expectOnPage(geometry, seen);
  return { page, geometry, seen, whole: seen, rectangle: toUserSpace(geometry, seen) };
}

/** Finds where a field is shown; its page is an index from 0. @returns null if no page shows it */
export function fieldArea(document: PdfDocument, field: SignatureField): EmptyField['place'] {
  const shown = shownField(document, field);
  return shown === null ? null : { page: shown.page.index, ...shown.seen };
}

function shownField(
  document: PdfDocument,
  { widgets: [widget] }: SignatureField,
): Pick<SealPlacement, 'page' | 'geometry' | 'seen'> | null {
  const page = widget === undefined ? null : pageOf(document, widget);
  const rectangle = rectangleOf(document, widget?.dictionary.entries.get('Rect'));
  if (page === null || rectangle === undefined) return null;
  const geometry = pageGeometry(document, page);
  return { page, geometry, seen: toSeen(geometry, rectangle) };
}

/**
 * Places a seal in the centre of an existing field. The picture keeps its true size, which is a part of the
 * seal, so a smaller field grows around its centre; a larger one stays as it is.
 * @throws CodedError FIELD_NOT_FOUND for a field that no page shows, SEAL_OFF_PAGE
 */
export function placeInField(document: PdfDocument, field: SignatureField, picture: Picture): SealPlacement {
  const shown = shownField(document, field);
  if (shown === null) throw new CodedError('FIELD_NOT_FOUND', `no page shows the field ${field.name}`);
  const { page, geometry, seen: fieldSeen } = shown;
  const centre = { xMm: fieldSeen.xMm + fieldSeen.widthMm / 2, yMm: fieldSeen.yMm + fieldSeen.heightMm / 2 };
  const seen = centredAt(centre, picture);
  expectOnPage(geometry, seen);
  const grown = centredAt(centre, {
    widthMm: Math.max(fieldSeen.widthMm, picture.widthMm),
    heightMm: Math.max(fieldSeen.heightMm, picture.heightMm),
  });
  return { page, geometry, seen, whole: seen, rectangle: toUserSpace(geometry, grown) };
}

/** Returns the area of a picture around a point. */
export function centredAt(
  centre: { readonly xMm: number; readonly yMm: number },
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): SeenRectangle {
  return { xMm: centre.xMm - widthMm / 2, yMm: centre.yMm - heightMm / 2, widthMm, heightMm };
}

/** Tells whether an area lies on the page. */
export function isOnPage(
  geometry: Pick<PageGeometry, 'widthMm' | 'heightMm'>,
  { xMm, yMm, widthMm, heightMm }: SeenRectangle,
): boolean {
  return (
    xMm >= -TOLERANCE_MM &&
    yMm >= -TOLERANCE_MM &&
    xMm + widthMm <= geometry.widthMm + TOLERANCE_MM &&
    yMm + heightMm <= geometry.heightMm + TOLERANCE_MM
  );
}

function expectOnPage(geometry: PageGeometry, seen: SeenRectangle): void {
  if (isOnPage(geometry, seen)) return;
  const { widthMm: pageWidthMm, heightMm: pageHeightMm } = geometry;
  throw new CodedError('SEAL_OFF_PAGE', 'the seal does not fit on the page here', {
    pageWidthMm,
    pageHeightMm,
  });
}
