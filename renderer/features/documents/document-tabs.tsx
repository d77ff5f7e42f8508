import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { isCommand, useWindowKeys } from '../../lib/window-keys.ts';
import { Button } from '../../ui/form.tsx';
import { FailIcon } from '../../ui/icons.tsx';
import type { DocumentStore } from './document-store.ts';

interface Props {
  readonly store: StoreApi<DocumentStore>;
  /** Runs an action that changes the document in front: now, or once the present sealing has ended. */
  readonly whenIdle: (action: () => void) => void;
}

/** Shows the open documents as soon as there are two; one is in front. */
export function DocumentTabs({ store, whenIdle }: Props): ReactNode {
  const texts = useTexts().documents;
  const { state, tabs, select, close } = useStore(store);
  useWindowKeys((event) => {
    const action = isCommand(event) ? actionOf(event, store.getState()) : null;
    return action && (() => whenIdle(action));
  });
  if (tabs.length < 2) return null;
  const shown = state.step === 'open' ? state.document.id : null;
  return (
    <nav className="document-tabs" aria-label={texts.tabs}>
      {tabs.map(({ id, name, folder }) => (
        <div key={id} className="document-tab" data-shown={id === shown ? '' : undefined}>
          <button
            type="button"
            className="document-tab-name"
            title={folder === '' ? name : `${name}\n${folder}`}
            aria-current={id === shown ? 'true' : undefined}
            onClick={() => whenIdle(() => select(id))}
          >
            {name}
          </button>
          <Button kind="quiet" aria-label={texts.closeTab(name)} onPress={() => whenIdle(() => close(id))}>
            <FailIcon />
          </Button>
        </div>
      ))}
    </nav>
  );
}

/** Ctrl+W closes the document in front, Ctrl+Tab and Ctrl+PageDown go to the next one, with Shift or PageUp back. */
function actionOf(
  { key, shiftKey }: KeyboardEvent,
  { state, close, turn }: DocumentStore,
): (() => void) | null {
  if (state.step !== 'open') return null;
  const { id } = state.document;
  if (key.toLowerCase() === 'w' && !shiftKey) return () => close(id);
  if (key === 'Tab') return () => turn(shiftKey ? -1 : 1);
  if (key === 'PageDown') return () => turn(1);
  return key === 'PageUp' ? () => turn(-1) : null;
}
