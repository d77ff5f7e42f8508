import { type ReactNode, useEffect } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { KeptTrustList, MakerListFacts } from '../../../electron/shared/model/trust-lists.ts';
import { formatMinute } from '../../lib/format.ts';
import { useSourceName } from '../../lib/platform-names.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Button } from '../../ui/form.tsx';
import { ImportList } from './import-list.tsx';
import { ListFacts } from './list-facts.tsx';
import type { TrustListStore } from './trust-list-store.ts';

interface Props {
  readonly store: StoreApi<TrustListStore>;
}

/** Shows every list that verdicts go by: whose word it is, its fingerprint, its age; imports and removes lists. */
export function TrustListsSection({ store }: Props): ReactNode {
  const { view, load } = useStore(store);
  useEffect(() => void load(), [load]);
  const sourceName = useSourceName();
  const texts = useTexts().trustLists;
  if (view === null) return null;
  const { kept, platforms, makers, offered } = view;
  const hasNone = kept.length + platforms.length + makers.length + offered.length === 0;
  return (
    <section className="card" aria-label={texts.title} data-testid="trust-lists">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {hasNone && <p>{texts.none}</p>}
      {platforms.map((list) => (
        <div key={list.source} className="platform-one" data-testid="platform-list">
          <h3>{sourceName(list.source)}</h3>
          <ListFacts list={list} first={[[texts.state, texts.from.platform]]} />
        </div>
      ))}
      {kept.map((each) => (
        <KeptList key={each.id} kept={each} store={store} />
      ))}
      <MakerLists lists={makers} />
      <ImportList store={store} />
    </section>
  );
}

function KeptList({ kept, store }: Props & { readonly kept: KeptTrustList }): ReactNode {
  const { step, busy, go, remove } = useStore(store);
  const texts = useTexts().trustLists;
  const sourceName = useSourceName();
  const { id, state, file, list } = kept;
  const isRemoving = step.kind === 'removing' && step.id === id;
  const facts = [
    [texts.state, texts.states[state]],
    [texts.from.file, file],
  ] as const;
  return (
    <div className="platform-one" data-testid="kept-list" data-state={state}>
      <h3>{list === null ? file : sourceName(list.source)}</h3>
      {list === null ? <FactList facts={facts} /> : <ListFacts list={list} first={facts} />}
      {isRemoving ? (
        <div className="notice notice-danger" role="group" aria-label={texts.remove}>
          <p>{texts.removeText}</p>
          <div className="button-row">
            <Button isDisabled={busy} onPress={() => void remove(id)}>
              {texts.removeYes}
            </Button>
            <Button onPress={() => go({ kind: 'none' })}>{texts.cancel}</Button>
          </div>
        </div>
      ) : (
        <Button onPress={() => go({ kind: 'removing', id })}>{texts.remove}</Button>
      )}
    </div>
  );
}

/** The lists that name makers alone, which `sealdesk makers` takes over. */
function MakerLists({ lists }: { readonly lists: readonly MakerListFacts[] }): ReactNode {
  const texts = useTexts().trustLists;
  if (lists.length === 0) return null;
  return (
    <>
      <h3>{texts.makerLists}</h3>
      {lists.map(({ file, state, signer, sm3, issuedAt, makers }) => (
        <div key={file} className="platform-one" data-testid="maker-list" data-state={state}>
          <FactList
            facts={[
              [texts.state, texts.makerStates[state]],
              [texts.from.file, file],
              [texts.signer, signer],
              [texts.sm3, sm3 === null ? null : <Fingerprint hex={sm3} />],
              [texts.asOf, issuedAt === null ? null : formatMinute(issuedAt)],
              [texts.makers, makers.join('；')],
            ]}
          />
        </div>
      ))}
    </>
  );
}
