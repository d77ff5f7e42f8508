import type { ReactNode } from 'react';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';

/** Says above the pages of an electronic invoice what its data say, and that it needs no seal as a rule. */
export function InvoiceBanner({
  document: { invoice },
}: {
  readonly document: Pick<OpenDocument, 'invoice'>;
}): ReactNode {
  const texts = useTexts().documents.invoice;
  if (invoice === null) return null;
  const { number, issuedOn, seller, buyer, total } = invoice;
  const facts = [
    texts.number(number),
    issuedOn,
    ...(seller === null ? [] : [texts.seller(seller)]),
    ...(buyer === null ? [] : [texts.buyer(buyer)]),
    ...(total === null ? [] : [texts.total(total)]),
  ];
  return (
    <div className="banner banner-neutral" role="status" data-testid="invoice">
      <span className="banner-text">{facts.join(' · ')}</span>
      <span className="hint">{texts.advice}</span>
    </div>
  );
}
