import { type ReactNode, useEffect } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { ReasonCode, VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ImportList } from './import-list.tsx';
import type { TrustListStore } from './trust-list-store.ts';

/** The outcomes that a list of trust and makers may settle. */
const SETTLED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'SEAL_MAKER_UNTRUSTED',
  'SEAL_MAKER_UNLISTED',
  'TRUST_LIST_OUTDATED',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'NO_REVOCATION_DATA',
  'TRY_LATER',
  'TIME_STAMP_UNPROVEN',
]);

interface Props {
  readonly store: StoreApi<TrustListStore>;
  readonly report: VerificationReport;
}

/** Offers to import a list where a verdict is open for want of trust. A bound home is helped by its platform instead. */
export function TrustHelp({ store, report }: Props): ReactNode {
  const { view, load } = useStore(store);
  useEffect(() => void load(), [load]);
  const texts = useTexts().trustLists;
  const isOpen = report.signatures.some(
    ({ verdict, reasons }) => verdict === 'indeterminate' && reasons.some((code) => SETTLED.has(code)),
  );
  if (!isOpen || view === null || view.boundTo.length > 0) return null;
  return (
    <section className="trust-help" aria-label={texts.title} data-testid="trust-help">
      <p>{texts.help}</p>
      <ImportList store={store} />
    </section>
  );
}
