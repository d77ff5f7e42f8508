import { useState, type ReactNode } from 'react';
import { isStanding, type NamedSeal } from '../../../electron/shared/model/loss-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/text-entry.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import { KnownSealList } from './known-seal-list.tsx';
import { EMPTY_SEAL, isNamedSeal, OtherSealFields } from './other-seal-fields.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import type { SealChoice, SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly preset: SealChoice | null;
}

/** Reporting a loss: which seals, who says so, what happened. It needs no key and no PIN. */
export function LossPanel({ store, preset }: Props): ReactNode {
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
    <LifePanel
      title={texts.loss.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.loss.submit, ready, act: report }}
    >
      <p>{texts.loss.intro}</p>
      <KnownSealList known={store.known} standing={standing} chosen={chosen} onChoose={setChosen} />
      <OtherSealFields seal={other} onChange={setOther} empty={EMPTY_SEAL} />
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
    </LifePanel>
  );
}

/** The wire takes no more than what names a seal. */
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
