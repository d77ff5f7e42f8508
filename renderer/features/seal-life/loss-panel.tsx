import { type ReactNode, useState } from 'react';
import { isStanding, type NamedSeal, sealsLeft } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import { KnownSealList } from './known-seal-list.tsx';
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
  const [asksAgain, setAsksAgain] = useState(false);
  const standing = new Set((store.view?.losses ?? []).filter(isStanding).map(({ esId }) => esId));
  const known = store.known.filter(({ esId }) => esId !== null && chosen.has(esId) && !standing.has(esId));
  const seals = [...known.map(plain), ...(other === null ? [] : [trimmed(other)])];
  const ready = seals.length > 0 && seals.every(isNamedSeal) && isNamed(reporter) && what.trim() !== '';
  const left = sealsLeft(store.known, seals, standing);
  const report = (): void => {
    const at = lostAt === '' ? null : new Date(lostAt).toISOString();
    void store.report({ seals, reporter, what: what.trim(), lostAt: at });
  };
  if (asksAgain) {
    return (
      <FormPanel
        key="again"
        title={texts.loss.askAgain(seals.length)}
        busy={store.busy}
        problem={store.problem}
        onClose={() => setAsksAgain(false)}
        closeText={texts.loss.back}
        submit={{ text: texts.loss.confirm(seals.length), ready, act: report }}
      >
        <LossSummary stopped={seals} left={left} />
      </FormPanel>
    );
  }
  return (
    <FormPanel
      key="form"
      title={texts.loss.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.loss.submit, ready, act: () => setAsksAgain(true) }}
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

interface LossSummaryProps {
  readonly stopped: readonly NamedSeal[];
  /** The seals of the same keys that go on. */
  readonly left: readonly NamedSeal[];
}

/** Names every seal that is about to be stopped, and those of the same keys that are not. */
function LossSummary({ stopped, left }: LossSummaryProps): ReactNode {
  const texts = useTexts().sealLife.loss;
  return (
    <>
      <div className="notice notice-danger" role="alert">
        <strong>{texts.warning(stopped.length)}</strong> {texts.warningFinal}
        <SealNames seals={stopped} />
      </div>
      {left.length > 0 && (
        <div className="notice notice-warning" data-testid="seals-left">
          <strong>{texts.left(left.length)}</strong> {texts.leftHint}
          <SealNames seals={left} />
        </div>
      )}
    </>
  );
}

function SealNames({ seals }: { readonly seals: readonly NamedSeal[] }): ReactNode {
  return (
    <ul className="seal-names">
      {seals.map(({ esId, sealName, tokenSerial }) => (
        <li key={`${esId} ${sealName} ${tokenSerial}`}>{sealName}</li>
      ))}
    </ul>
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
