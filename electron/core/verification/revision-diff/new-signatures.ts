import { signatureFields, type SignatureField } from '../../pdf/signatures/signature-fields.ts';
import type { Versions } from './changes.ts';

/** Signature fields that got their signature after the sealed version, by object number. */
export interface NewSignatures {
  readonly added: readonly SignatureField[];
  readonly filled: readonly SignatureField[];
  /** Fields that were added signed. */
  readonly addedFields: ReadonlySet<number>;
  /** Fields that stood empty in the sealed version. */
  readonly filledFields: ReadonlySet<number>;
  readonly addedWidgets: ReadonlySet<number>;
  readonly filledWidgets: ReadonlySet<number>;
}

export function newSignatures({ before, after }: Versions): NewSignatures {
  const old = new Map(signatureFields(before).map((field) => [numberOf(field), field]));
  const signed = signatureFields(after).filter(({ signature }) => signature !== null);
  const added = signed.filter((field) => !old.has(numberOf(field)));
  const filled = signed.filter((field) => old.get(numberOf(field))?.signature === null);
  return {
    added,
    filled,
    addedFields: fieldNumbers(added),
    filledFields: fieldNumbers(filled),
    addedWidgets: widgetNumbers(added),
    filledWidgets: widgetNumbers(filled),
  };
}

/** -1 for a field inside another object, which no sealing software writes. */
function numberOf({ reference }: SignatureField): number {
  return reference?.objectNumber ?? -1;
}

function fieldNumbers(fields: readonly SignatureField[]): ReadonlySet<number> {
  return new Set(fields.map(numberOf).filter((number) => number >= 0));
}

function widgetNumbers(fields: readonly SignatureField[]): ReadonlySet<number> {
  return new Set(
    fields.flatMap(({ widgets }) =>
      widgets.flatMap(({ reference }) => (reference === null ? [] : [reference.objectNumber])),
    ),
  );
}
