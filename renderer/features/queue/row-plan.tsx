import type { ReactNode } from 'react';
import { MOST_LISTED_PLACES, type SealingRow } from '../../../electron/shared/model/sealing-batch.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatMillimetres } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';

/** Lists where the seals would be shown in one document of the queue, and what keeps them from places. */
export function RowPlan({ row }: { readonly row: SealingRow }): ReactNode {
  const texts = useTexts().queue;
  const language = useLanguage();
  const { name, plan } = row;
  if (plan === null || plan.places.length + plan.misses.length === 0) return null;
  const { places, misses, hits } = plan;
  return (
    <details className="row-plan" data-testid="row-plan">
      <summary>{texts.planOf(name, hits, misses.length)}</summary>
      <ul>
        {misses.map(({ code, page }, index) => (
          <li key={index} className="row-miss">
            {texts.miss(page, errorTexts[language][code].what)}
          </li>
        ))}
        {places.map(({ page, xMm, yMm }, index) => (
          <li key={index}>{texts.hit(page, formatMillimetres(xMm), formatMillimetres(yMm))}</li>
        ))}
        {hits > MOST_LISTED_PLACES && <li className="hint">{texts.moreHits(hits - places.length)}</li>}
      </ul>
    </details>
  );
}
