import type { ReactNode } from 'react';
import { formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { SealTarget } from './seal-store.ts';

/** Where the seal goes, in words. */
export function Position({ target }: { readonly target: SealTarget }): ReactNode {
  const texts = useTexts().seal;
  if (target.kind === 'field') return <p>{texts.fieldText(target.name)}</p>;
  const { page, xMm, yMm } = target;
  return (
    <p className="position" title={texts.positionHint}>
      <span>{texts.position}</span>
      <output data-testid="position">
        {texts.positionText(page + 1, formatMillimetres(xMm), formatMillimetres(yMm))}
      </output>
    </p>
  );
}
