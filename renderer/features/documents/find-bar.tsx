import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import type { SearchState } from '../../lib/pdf-view/page-search.ts';
import type { PageViewer } from '../../lib/pdf-view/page-viewer.ts';
import { isCommand, useWindowKeys } from '../../lib/window-keys.ts';
import { Button } from '../../ui/form.tsx';
import { FailIcon, NextIcon, PreviousIcon } from '../../ui/icons.tsx';

/** Each key begins the search anew; it waits until the person pauses. */
const PAUSE_MS = 120;

interface Props {
  readonly viewer: PageViewer;
  /** The page in sight, zero-based: the search begins there. */
  readonly page: number;
  /** Grows each time that the person asks for the bar: the field is ready to be typed over. */
  readonly asked: number;
  readonly onClose: () => void;
}

/** Finds text in the document: all hits are marked, one is selected. */
export function FindBar({ viewer, page, asked, onClose }: Props): ReactNode {
  const texts = useTexts().find;
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(selectedText);
  const [matchCase, setMatchCase] = useState(false);
  const state = useStore(viewer.search.found);
  const from = useRef(page);
  useEffect(() => {
    from.current = page;
  }, [page]);
  useEffect(() => {
    const pause = setTimeout(
      () => void viewer.search.find(query, { matchCase }, from.current),
      query === '' ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(pause);
  }, [viewer, query, matchCase]);
  useEffect(() => () => viewer.search.close(), [viewer]);
  useEffect(() => void field.current?.select(), [asked]);
  const step = (direction: 1 | -1): void => viewer.search.step(direction);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target === field.current) step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="find-bar" role="search" onKeyDown={onKey}>
      <input
        ref={field}
        className="find-field"
        aria-label={texts.field}
        placeholder={texts.field}
        value={query}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
      />
      <Button kind="quiet" aria-label={texts.previous} onPress={() => step(-1)}>
        <PreviousIcon />
      </Button>
      <Button kind="quiet" aria-label={texts.next} onPress={() => step(1)}>
        <NextIcon />
      </Button>
      <ToggleButton className="button button-toggle" isSelected={matchCase} onChange={setMatchCase}>
        {texts.matchCase}
      </ToggleButton>
      <span className="find-count" role="status" data-testid="find-count">
        {countText(state, texts)}
      </span>
      <Button kind="quiet" aria-label={texts.close} onPress={onClose}>
        <FailIcon />
      </Button>
    </div>
  );
}

/** Returns what the person has selected, if it is short enough to be looked for. */
function selectedText(): string {
  const text = (window.getSelection()?.toString() ?? '').replaceAll(/\s+/g, ' ').trim();
  return text.length <= 100 ? text : '';
}

function countText(state: SearchState, texts: Messages['find']): string {
  const { query, hits, selected, searchedPages, pages, hasText } = state;
  if (query === '') return '';
  const isSearching = searchedPages < pages;
  if (hits > 0) return isSearching ? texts.countSoFar(selected, hits) : texts.count(selected, hits);
  if (isSearching) return texts.searching(searchedPages, pages);
  return hasText ? texts.nothing : texts.noText;
}

/** Tells that a key asks for the bar, or for another hit: Ctrl+F, F3, Shift+F3. */
export function useFindKeys(viewer: PageViewer | null, onAsk: () => void): void {
  useWindowKeys((event) => {
    const isAsking = isCommand(event) && !event.shiftKey && event.key.toLowerCase() === 'f';
    if (viewer === null || (!isAsking && event.key !== 'F3')) return null;
    if (isAsking || viewer.search.found.getState().query === '') return onAsk;
    return () => viewer.search.step(event.shiftKey ? -1 : 1);
  });
}
