import type { ReactNode } from 'react';
import type { DescribedTrustList } from '../../../electron/shared/model/trust-lists.ts';
import { formatMinute } from '../../lib/format.ts';
import { useSourceName } from '../../lib/platform-names.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';

interface Props {
  readonly list: DescribedTrustList;
  /** Facts that stand before those of the list. */
  readonly first?: readonly (readonly [string, ReactNode])[];
}

/** Shows whose word a list is, and what it says. */
export function ListFacts({ list, first = [] }: Props): ReactNode {
  const texts = useTexts().trustLists;
  const sourceName = useSourceName();
  const { signer, roots, authorities, timeStampers, makers, revocationLists } = list;
  const { count, asOf } = revocationLists;
  return (
    <FactList
      facts={[
        ...first,
        [texts.source, `${sourceName(list.source)} · ${texts.number} ${list.number}`],
        [texts.signer, signer.subject],
        [texts.sm3, <Fingerprint key="sm3" hex={signer.sm3} />],
        [texts.sha256, <Fingerprint key="sha256" hex={signer.sha256} />],
        [texts.asOf, formatMinute(list.issuedAt)],
        [texts.due, formatMinute(list.nextUpdate)],
        [texts.content, texts.counts(roots.length, authorities.length, timeStampers.length, makers.length)],
        [texts.makers, makers.join('；')],
        [texts.revocationLists, asOf === null ? null : texts.revocationCount(count, formatMinute(asOf))],
      ]}
    />
  );
}
