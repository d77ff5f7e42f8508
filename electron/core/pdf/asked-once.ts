import type { PdfDocument } from './document.ts';

/**
 * Makes a question to a document that is answered once: several checks ask it, and later signatures ask it of the
 * versions before. An error is no answer, and is met again by whoever asks again.
 */
export function askedOnce<T extends object>(
  read: (document: PdfDocument) => T,
): (document: PdfDocument) => T {
  const known = new WeakMap<PdfDocument, T>();
  return (document) => {
    const answer = known.get(document) ?? read(document);
    known.set(document, answer);
    return answer;
  };
}
