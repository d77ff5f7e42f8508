/** What a document's permissions and the password given allow (ISO 32000-2 table 22). */
export interface DocumentRights {
  /** The owner's password was given: everything is allowed. */
  readonly byOwner: boolean;
  /** Bits of the user's permissions; all if there is no encryption. */
  readonly permissions: number;
  readonly revision: number;
}

/** Bit 4: modify contents. With bit 6 it allows new form fields. */
const MODIFY = 1 << 3;
/** Bit 5: copy text and graphics. */
const COPY = 1 << 4;
/** Bit 6: add annotations and fill in form fields. */
const ANNOTATE = 1 << 5;
/** Bit 9: fill in form fields, signature fields too, even without bit 6; from revision 3 on. */
const FILL_IN = 1 << 8;

/** What a seal adds to a document: a value in a field that waits for it, annotations, or a field of its own. */
export interface SealingNeeds {
  readonly newField: boolean;
  readonly annotations: boolean;
}

/** Tells whether the permissions allow what a seal adds. */
export function allowsSealing(rights: DocumentRights, needs: SealingNeeds): boolean {
  const { byOwner, permissions, revision } = rights;
  if (byOwner) return true;
  const has = (bit: number): boolean => (permissions & bit) !== 0;
  if (needs.newField) return has(MODIFY) && has(ANNOTATE);
  if (needs.annotations) return has(ANNOTATE);
  return has(ANNOTATE) || (revision >= 3 && has(FILL_IN));
}

/** Tells whether the permissions allow copying text out of the document. */
export function allowsCopying({ byOwner, permissions }: DocumentRights): boolean {
  return byOwner || (permissions & COPY) !== 0;
}
