import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { VERDICT_EXPORTS } from '../../../electron/shared/model/verdict-export.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import type { ExportStore } from './export-store.ts';

interface Props {
  readonly documentId: string;
  readonly store: StoreApi<ExportStore>;
}

/** Lets a person take the verdict with them: a report, an evidence package, an archive package. */
export function ExportPanel({ documentId, store }: Props): ReactNode {
  const texts = useTexts().exports;
  const language = useLanguage();
  const { state, save, clear } = useStore(store);
  useEffect(() => clear, [clear, documentId]);
  const isSaving = state.step === 'saving';
  return (
    <section className="card" aria-label={texts.title} data-testid="exports">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      <div className="button-row">
        {VERDICT_EXPORTS.map((kind) => (
          <Button key={kind} isDisabled={isSaving} onPress={() => void save(documentId, kind)}>
            {texts.kinds[kind]}
          </Button>
        ))}
      </div>
      {isSaving && <p role="status">{texts.saving(texts.kinds[state.kind])}</p>}
      {state.step === 'saved' && (
        <div role="status">
          <p>{texts.saved(state.saved.name)}</p>
          {state.saved.unanswered.map(({ sealName, platform, code }) => (
            <p key={`${platform} ${sealName}`} data-testid="unanswered">
              {texts.unanswered(sealName, platform, errorTexts[language][code].what)}
            </p>
          ))}
          {state.saved.unanswered.length > 0 && <p className="hint">{texts.askAgain}</p>}
          {state.saved.manifestSm3 !== null && (
            <p className="hint hash">{texts.manifest(state.saved.manifestSm3)}</p>
          )}
        </div>
      )}
      {state.step === 'failed' && <ErrorView error={state.error} />}
    </section>
  );
}
