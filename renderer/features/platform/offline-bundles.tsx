import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { ImportedBundle } from '../../../electron/shared/model/offline-bundle.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import type { PlatformStore } from './platform-store.ts';

/** Imports offline bundles (离线更新包) where no network reaches, and downloads them for such a place where one does. */
export function OfflineBundles({ store }: { readonly store: StoreApi<PlatformStore> }): ReactNode {
  const { view, imported, isImporting, bundleProblem, importBundle, saveBundle } = useStore(store);
  const texts = useTexts().platform.bundles;
  const platforms = view?.platforms ?? [];
  if (platforms.length === 0) return null;
  return (
    <section className="card" aria-label={texts.title} data-testid="offline-bundles">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {bundleProblem !== null && <ErrorView error={bundleProblem} />}
      {imported !== null && <Outcome imported={imported} />}
      <div className="button-row">
        <Button kind="primary" isDisabled={isImporting} onPress={() => void importBundle()}>
          {isImporting ? texts.importing : texts.import}
        </Button>
        {platforms
          .filter(({ online }) => online === true)
          .map(({ id, name }) => (
            <Button key={id} onPress={() => void saveBundle(id)}>
              {texts.save(name)}
            </Button>
          ))}
      </div>
    </section>
  );
}

function Outcome({ imported }: { readonly imported: ImportedBundle }): ReactNode {
  const texts = useTexts().platform.bundles;
  const { name, issuedAt, newEvents, isKnown } = imported;
  const say = isKnown ? texts.known : texts.imported;
  return (
    <p role="status" data-testid="imported-bundle">
      {say(name, formatMinute(issuedAt), newEvents)}
    </p>
  );
}
