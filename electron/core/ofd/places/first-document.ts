import type { OfdPackage } from '../package/ofd-package.ts';
import { readDocument, type OfdDocument } from '../package/read-document.ts';

/** Reads the document of a package that is shown and sealed: the first, as readers do. @throws CodedError as reading does */
export function firstDocument(ofd: OfdPackage): OfdDocument {
  const [body] = ofd.bodies;
  if (body === undefined) throw new Error('an opened OFD has a document');
  return readDocument(ofd, body);
}
