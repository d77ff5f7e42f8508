import type { ReactNode } from 'react';
import type { KnownSeal } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';

interface Props {
  readonly known: readonly KnownSeal[];
  /** esIDs of seals that are reported lost already. */
  readonly standing: ReadonlySet<string | null>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The seals that this computer knows, each to be ticked; by holder and key, so that a lost key's stand together. */
export function KnownSealList({ known, standing, chosen, onChoose }: Props): ReactNode {
  const texts = useTexts().sealLife.loss;
  if (known.length === 0) return null;
  const toggle = (esId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(esId)) next.add(esId);
    onChoose(next);
  };
  const byKey = known.toSorted((left, right) =>
    (left.tokenSerial ?? '￿').localeCompare(right.tokenSerial ?? '￿'),
  );
  return (
    <fieldset className="life-seals">
      <legend>{texts.choose}</legend>
      <p className="hint">{texts.chooseHint}</p>
      {byKey.map(({ esId, sealName, holderName, tokenSerial }) => (
        <label key={esId} className="life-seal">
          <input
            type="checkbox"
            checked={esId !== null && chosen.has(esId) && !standing.has(esId)}
            disabled={standing.has(esId)}
            onChange={() => esId !== null && toggle(esId)}
          />
          <span>
            {sealName}
            <span className="hint">
              {' '}
              {[
                esId,
                sealName.includes(holderName) ? null : holderName,
                tokenSerial === null ? null : texts.onKey(tokenSerial),
                standing.has(esId) ? texts.alreadyLost : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
