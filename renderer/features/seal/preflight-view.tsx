import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { PreflightRow } from '../../../electron/shared/model/preflight.ts';
import { partTexts, readersView } from '../../../electron/shared/texts/preflight-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Button } from '../../ui/form.tsx';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';
import type { PreflightStore } from './preflight-store.ts';

interface Props {
  readonly store: StoreApi<PreflightStore>;
  /** Shows a page, from 0. */
  readonly onPage: (page: number) => void;
}

const TONES: Readonly<Record<PreflightRow['colour'], Tone>> = { green: 'good', amber: 'doubt', red: 'bad' };

/** Shows the examination before sealing (盖章前体检): one line while all is well, else what was found and what to do. */
export function PreflightView({ store, onPage }: Props): ReactNode {
  const texts = useTexts().preflight;
  const language = useLanguage();
  const { state, isAccepted, accept, again } = useStore(store);
  if (state.step === 'none') return null;
  if (state.step === 'examining') return <p role="status">{texts.examining}</p>;
  if (state.step === 'failed') return <ErrorView error={state.error} title={texts.failed} />;
  const { colour, rows, toAccept } = state.preflight;
  const open = rows.filter((row) => row.colour !== 'green');
  const areSeveral = new Set(rows.flatMap(({ seal }) => seal ?? [])).size > 1;
  return (
    <section className="preflight" aria-label={texts.title} data-testid="preflight" data-colour={colour}>
      <div className="preflight-head">
        <VerdictIcon tone={TONES[colour]} />
        <span>{texts.headlines[colour]}</span>
        {open.length > 0 && (
          <Button kind="quiet" onPress={() => void again()}>
            {texts.again}
          </Button>
        )}
      </div>
      {open.length > 0 && (
        <ul className="preflight-rows" tabIndex={0} aria-label={texts.found}>
          {open.map((row) => (
            <Row key={`${row.part} ${row.seal ?? ''}`} row={row} namesSeal={areSeveral} onPage={onPage} />
          ))}
        </ul>
      )}
      {toAccept.length > 0 && (
        <label className="preflight-yes">
          <input type="checkbox" checked={isAccepted} onChange={({ target }) => accept(target.checked)} />
          {texts.accept}
        </label>
      )}
      <details className="hint">
        <summary>{partTexts.readers[language]}</summary>
        {readersView(rows)[language]}
      </details>
    </section>
  );
}

interface RowProps extends Pick<Props, 'onPage'> {
  readonly row: PreflightRow;
  /** Whether it says which of several seals it concerns. */
  readonly namesSeal: boolean;
}

function Row({ row, namesSeal, onPage }: RowProps): ReactNode {
  const language = useLanguage();
  const { part, seal, error, findings } = row;
  const title = partTexts[part][language];
  return (
    <>
      {error !== null && (
        <li>
          <ErrorView error={error} title={namesSeal && seal !== null ? `${title} · ${seal}` : title} />
        </li>
      )}
      {findings.map((finding, index) => (
        <FindingView key={index} finding={finding} onPage={onPage} />
      ))}
    </>
  );
}
