import type { ReactNode } from 'react';
import type { KnownSeal } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { toggled } from '../../lib/toggled.ts';
import { Button } from '../../ui/form.tsx';

interface KnownSealListProps {
  readonly known: readonly KnownSeal[];
  /** esIDs of seals that are reported lost already. */
  readonly standing: ReadonlySet<string | null>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Lists the seals that this computer knows, each with a check box, under the key that holds them. */
export function KnownSealList({ known, standing, chosen, onChoose }: KnownSealListProps): ReactNode {
  const texts = useTexts().sealLife.loss;
  if (known.length === 0) return null;
  return (
    <fieldset className="life-seals">
      <legend>{texts.choose}</legend>
      <p className="hint">{texts.chooseHint}</p>
      {[...byKey(known)].map(([serial, seals]) => (
        <SealsOfKey
          key={serial}
          serial={serial}
          seals={seals}
          standing={standing}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
    </fieldset>
  );
}

interface SealsOfKeyProps extends Omit<KnownSealListProps, 'known'> {
  readonly serial: string | null;
  readonly seals: readonly KnownSeal[];
}

function SealsOfKey({ serial, seals, standing, chosen, onChoose }: SealsOfKeyProps): ReactNode {
  const texts = useTexts().sealLife.loss;
  const free = seals.flatMap(({ esId }) => (esId === null || standing.has(esId) ? [] : [esId]));
  const name = serial === null ? texts.noKey : texts.onKey(serial);
  return (
    <div className="life-key-seals" role="group" aria-label={name}>
      <div className="life-key-name">
        <strong>{name}</strong>
        {serial !== null && free.length > 1 && (
          <Button
            kind="quiet"
            isDisabled={free.every((esId) => chosen.has(esId))}
            onPress={() => onChoose(new Set([...chosen, ...free]))}
          >
            {texts.chooseAll(free.length)}
          </Button>
        )}
      </div>
      {seals.map(({ esId, sealName, holderName }) => (
        <label key={esId} className="life-seal">
          <input
            type="checkbox"
            checked={esId !== null && chosen.has(esId) && !standing.has(esId)}
            disabled={standing.has(esId)}
            onChange={() => esId !== null && onChoose(toggled(chosen, esId))}
          />
          <span>
            {sealName}
            <span className="hint">
              {' '}
              {[
                esId,
                sealName.includes(holderName) ? null : holderName,
                standing.has(esId) ? texts.alreadyLost : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}

/** Groups seals by their key, in the order of its serial number; those of no known key come last. */
function byKey(known: readonly KnownSeal[]): Map<string | null, readonly KnownSeal[]> {
  const groups = new Map<string | null, KnownSeal[]>();
  for (const seal of known) {
    const group = groups.get(seal.tokenSerial) ?? [];
    groups.set(seal.tokenSerial, [...group, seal]);
  }
  return new Map(
    [...groups].toSorted(([left], [right]) => {
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return left.localeCompare(right);
    }),
  );
}
