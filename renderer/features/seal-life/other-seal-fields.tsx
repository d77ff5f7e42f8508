import type { ReactNode } from 'react';
import type { NamedSeal } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/text-entry.tsx';

export const EMPTY_SEAL: NamedSeal = {
  esId: null,
  sealName: '',
  holderName: '',
  holderCode: null,
  tokenSerial: null,
};

/** Unified social credit code, GB 32100-2015 §4: 18 digits and capitals without I, O, S, V, Z. */
const CODE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;

/** Whether a seal is named well enough to be found. */
export function isNamedSeal({ sealName, holderName }: NamedSeal): boolean {
  return sealName !== '' && holderName !== '';
}

interface Props {
  /** Null while no other seal is meant. */
  readonly seal: NamedSeal | null;
  readonly empty: NamedSeal;
  readonly onChange: (seal: NamedSeal | null) => void;
}

/** A seal that this computer has never seen: by its name and its holder. */
export function OtherSealFields({ seal, empty, onChange }: Props): ReactNode {
  const texts = useTexts().sealLife.loss;
  const code = seal?.holderCode ?? '';
  return (
    <>
      <label className="life-seal">
        <input
          type="checkbox"
          checked={seal !== null}
          onChange={({ target }) => onChange(target.checked ? empty : null)}
        />
        {texts.other}
      </label>
      {seal !== null && (
        <div className="life-fields life-fields-two">
          <TextEntry
            label={texts.sealName}
            value={seal.sealName}
            required
            onChange={(sealName) => onChange({ ...seal, sealName })}
          />
          <TextEntry
            label={texts.sealNumber}
            value={seal.esId ?? ''}
            onChange={(esId) => onChange({ ...seal, esId })}
          />
          <TextEntry
            label={texts.holderName}
            value={seal.holderName}
            required
            onChange={(holderName) => onChange({ ...seal, holderName })}
          />
          <div>
            <TextEntry
              label={texts.holderCode}
              value={code}
              maxLength={50}
              onChange={(holderCode) => onChange({ ...seal, holderCode })}
            />
            {code.trim() !== '' && !CODE.test(code.trim().toUpperCase()) && (
              <p className="hint">{texts.codeOdd}</p>
            )}
          </div>
        </div>
      )}
    </>
  );
}
