import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { OfferedMakerList } from '../../../electron/shared/model/trust-lists.ts';
import { fileNameOf, formatMinute } from '../../lib/format.ts';
import { useSourceName } from '../../lib/platform-names.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ComparedFingerprint } from '../../ui/compared-fingerprint.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Button } from '../../ui/form.tsx';
import { ListFacts } from './list-facts.tsx';
import type { TrustListStore } from './trust-list-store.ts';

interface Props {
  readonly store: StoreApi<TrustListStore>;
}

/** Imports a list: choose a file or one that lies ready, compare its fingerprint, take it over. */
export function ImportList({ store }: Props): ReactNode {
  const { view, step, problem, busy, choose, consider } = useStore(store);
  const sourceName = useSourceName();
  const texts = useTexts().trustLists;
  if (step.kind === 'confirming') {
    const { offer } = step;
    return (
      <Confirm key={offer.signer.sm3} store={store}>
        <ListFacts list={offer} first={[[texts.from.file, fileNameOf(offer.file)]]} />
      </Confirm>
    );
  }
  if (step.kind === 'confirmingMakers') {
    return (
      <Confirm key={step.offer.sm3} store={store}>
        <MakerFacts offer={step.offer} />
      </Confirm>
    );
  }
  return (
    <div data-testid="import-list">
      {problem !== null && <ErrorView error={problem} />}
      {step.kind === 'taken' && <p role="status">{texts.taken(sourceName(step.source))}</p>}
      <div className="button-row">
        <Button isDisabled={busy} onPress={() => void choose()}>
          {texts.import}
        </Button>
      </div>
      {(view?.offered ?? []).map((offer) => (
        <div key={offer.file} className="platform-one" data-testid="offered-list">
          <h3>{texts.offered}</h3>
          <ListFacts list={offer} first={[[texts.from[offer.from], fileNameOf(offer.file)]]} />
          <Button isDisabled={busy} onPress={() => void consider(offer.file)}>
            {texts.consider}
          </Button>
        </div>
      ))}
    </div>
  );
}

/** Shows whose word a list of makers alone is, and whom it names. */
function MakerFacts({ offer }: { readonly offer: OfferedMakerList }): ReactNode {
  const texts = useTexts().trustLists;
  const { file, number, issuedAt, signer, sm3, makers } = offer;
  return (
    <FactList
      facts={[
        [texts.from.file, fileNameOf(file)],
        [texts.number, String(number)],
        [texts.signer, signer],
        [texts.sm3, <Fingerprint key="sm3" hex={sm3} />],
        [texts.asOf, formatMinute(issuedAt)],
        [texts.makers, makers.join('；')],
      ]}
    />
  );
}

function Confirm({ store, children }: Props & { readonly children: ReactNode }): ReactNode {
  const { busy, confirm, go } = useStore(store);
  const texts = useTexts().trustLists;
  return (
    <ComparedFingerprint
      title={texts.confirmTitle}
      text={texts.confirmText}
      tick={texts.confirmTick}
      confirm={texts.confirm}
      cancel={texts.cancel}
      testId="confirm-list"
      isBusy={busy}
      onConfirm={() => void confirm()}
      onCancel={() => go({ kind: 'none' })}
    >
      {children}
    </ComparedFingerprint>
  );
}
