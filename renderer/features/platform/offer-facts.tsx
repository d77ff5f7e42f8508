import type { ReactNode } from 'react';
import type { BindingOffer } from '../../../electron/shared/model/platform-binding.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';

/** Shows what a person compares before a platform is trusted. */
export function OfferFacts({ offer }: { readonly offer: BindingOffer }): ReactNode {
  const texts = useTexts().binding;
  const language = useLanguage();
  const { rootSubject, profileTitle, registerId, dialect } = offer;
  return (
    <FactList
      facts={[
        [texts.name, offer.name],
        [texts.address, offer.url],
        ...(dialect === null
          ? []
          : [[texts.dialect, [dialect.name, ...dialect.addresses].join('  ')] as const]),
        [texts.root, rootSubject],
        [texts.rootSm3, <Fingerprint key="sm3" hex={offer.rootSm3} />],
        [texts.rootSha256, <Fingerprint key="sha256" hex={offer.rootSha256} />],
        [texts.rules, profileTitle?.[language === 'en' ? 'en' : 'zh'] ?? texts.rulesUnknown],
        [texts.registerId, registerId],
      ]}
    />
  );
}
