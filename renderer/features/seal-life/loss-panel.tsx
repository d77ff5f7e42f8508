import { type ReactNode, useState } from 'react';
import { isStanding, type KnownSeal, type NamedSeal } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import type { SealChoice, SealLifeStore } from './seal-life-store.ts';

interface LossPanelProps {
  readonly store: SealLifeStore;
  readonly preset: SealChoice | null;
}

/** The form of a loss report: the seals, the person, the event. It needs no key and no PIN. */
export function LossPanel({ store, preset }: LossPanelProps): ReactNode {
  const texts = useTexts().sealLife;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(preset === null ? [] : [preset.esId]));
  const [other, setOther] = useState<NamedSeal | null>(null);
  const [reporter, setReporter] = useState(NOBODY);
  const [what, setWhat] = useState('');
  const [lostAt, setLostAt] = useState('');
  const standing = new Set((store.view?.losses ?? []).filter(isStanding).map(({ esId }) => esId));
  const known = store.known.filter(({ esId }) => esId !== null && chosen.has(esId) && !standing.has(esId));
  const seals = [...known.map(plain), ...(other === null ? [] : [trimmed(other)])];
  const ready = seals.length > 0 && seals.every(isNamedSeal) && isNamed(reporter) && what.trim() !== '';
  const report = (): void => {
    const at = lostAt === '' ? null : new Date(lostAt).toISOString();
    void store.report({ seals, reporter, what: what.trim(), lostAt: at });
  };
  return (
    <FormPanel
      title={texts.loss.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.loss.submit, ready, act: report }}
    >
      <p>{texts.loss.intro}</p>
      <KnownSealList known={store.known} standing={standing} chosen={chosen} onChoose={setChosen} />
      <OtherSealFields seal={other} onChange={setOther} />
      <PersonFields legend={texts.person.reporter} person={reporter} onChange={setReporter} />
      <div className="life-fields life-fields-wide">
        <TextEntry
          label={texts.loss.what}
          value={what}
          onChange={setWhat}
          placeholder={texts.loss.whatPlaceholder}
          required
          maxLength={2000}
        />
        <TextEntry label={texts.loss.lostAt} type="datetime-local" value={lostAt} onChange={setLostAt} />
      </div>
      {seals.length > 0 && (
        <p className="notice notice-danger" role="alert">
          <strong>{texts.loss.warning(seals.length)}</strong> {texts.loss.warningFinal}
        </p>
      )}
    </FormPanel>
  );
}

/** Keeps the fields that name a seal: main accepts no others. */
function plain({ esId, sealName, holderName, holderCode, tokenSerial }: NamedSeal): NamedSeal {
  return { esId, sealName, holderName, holderCode, tokenSerial };
}

function trimmed(seal: NamedSeal): NamedSeal {
  const orNull = (text: string | null): string | null =>
    text === null || text.trim() === '' ? null : text.trim();
  return {
    ...seal,
    esId: orNull(seal.esId),
    sealName: seal.sealName.trim(),
    holderName: seal.holderName.trim(),
    holderCode: orNull(seal.holderCode),
  };
}

interface KnownSealListProps {
  readonly known: readonly KnownSeal[];
  /** esIDs of seals that are reported lost already. */
  readonly standing: ReadonlySet<string | null>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/**
 * Lists the seals that this computer knows, each with a check box, by holder and key, so that the seals of a
 * lost key stand together.
 */
function KnownSealList({ known, standing, chosen, onChoose }: KnownSealListProps): ReactNode {
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

const EMPTY_SEAL: NamedSeal = {
  esId: null,
  sealName: '',
  holderName: '',
  holderCode: null,
  tokenSerial: null,
};

/** Unified social credit code, GB 32100-2015 §4: 18 digits and capitals without I, O, S, V, Z. */
const CODE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;

/** Tells whether a seal is named well enough to be found. */
function isNamedSeal({ sealName, holderName }: NamedSeal): boolean {
  return sealName !== '' && holderName !== '';
}

interface OtherSealFieldsProps {
  /** Null if no other seal is meant. */
  readonly seal: NamedSeal | null;
  readonly onChange: (seal: NamedSeal | null) => void;
}

/** The fields for a seal that this computer does not know: its name and its holder. */
function OtherSealFields({ seal, onChange }: OtherSealFieldsProps): ReactNode {
  const texts = useTexts().sealLife.loss;
  const code = seal?.holderCode ?? '';
  return (
    <>
      <label className="life-seal">
        <input
          type="checkbox"
          checked={seal !== null}
          onChange={({ target }) => onChange(target.checked ? EMPTY_SEAL : null)}
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
