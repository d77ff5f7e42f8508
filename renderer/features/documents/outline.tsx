import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { NextIcon } from '../../ui/icons.tsx';

/** A heading of the document. */
export interface OutlineEntry {
  readonly key: string;
  readonly title: string;
  /** Where it leads within the document; null if nowhere. */
  readonly destination: string | readonly unknown[] | null;
  /** An address outside of the document. */
  readonly url: string | null;
  readonly parts: readonly OutlineEntry[];
}

/** Entries that are listed; a list beyond that helps nobody to find anything. */
const MOST = 2_000;

type PdfOutline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

/** Returns the outline (目录) of a document; none where it has no usable one. */
function entriesOf(items: PdfOutline, room = { left: MOST }, key = ''): readonly OutlineEntry[] {
  return items.flatMap((item, index) => {
    if (room.left <= 0) return [];
    room.left -= 1;
    const own = `${key}${index}`;
    // pdf.js declares the parts as any objects; they have the shape of the whole.
    const parts = entriesOf(item.items as PdfOutline, room, `${own}.`);
    const title = item.title.trim();
    return [{ key: own, title: title === '' ? '—' : title, destination: item.dest, url: item.url, parts }];
  });
}

/** Returns the outline of the document; null until it is read. */
export function useOutline(pdf: PDFDocumentProxy): readonly OutlineEntry[] | null {
  const [entries, setEntries] = useState<readonly OutlineEntry[] | null>(null);
  useEffect(() => {
    let current = true;
    // Documents without an outline answer null, although the declared type has none.
    const reading: Promise<PdfOutline | null> = pdf.getOutline();
    reading.then(
      (items) => current && setEntries(items === null ? [] : entriesOf(items)),
      () => current && setEntries([]),
    );
    return () => {
      current = false;
    };
  }, [pdf]);
  return entries;
}

interface Props {
  readonly entries: readonly OutlineEntry[];
  readonly onGo: (destination: string | readonly unknown[]) => void;
  readonly onLink: (url: string) => void;
}

/** Shows the headings of the document; each leads to its place. */
export function Outline({ entries, onGo, onLink }: Props): ReactNode {
  const texts = useTexts().documents;
  const byKey = new Map<string, OutlineEntry>();
  const collect = (entry: OutlineEntry): void => {
    byKey.set(entry.key, entry);
    entry.parts.forEach(collect);
  };
  entries.forEach(collect);
  const go = (key: string): void => {
    const { destination = null, url = null } = byKey.get(key) ?? {};
    if (destination !== null) onGo(destination);
    else if (url !== null) onLink(url);
  };
  return (
    <Tree
      className="outline"
      aria-label={texts.outline}
      items={entries}
      defaultExpandedKeys={entries.length <= 12 ? entries.map(({ key }) => key) : []}
      onAction={(key) => go(String(key))}
    >
      {renderEntry}
    </Tree>
  );
}

function renderEntry(entry: OutlineEntry): ReactNode & object {
  return (
    <TreeItem id={entry.key} textValue={entry.title} className="outline-entry">
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className="outline-row">
            {hasChildItems && (
              <Button slot="chevron" className="outline-chevron">
                <NextIcon />
              </Button>
            )}
            <span className="outline-title" title={entry.title}>
              {entry.title}
            </span>
          </div>
        )}
      </TreeItemContent>
      <Collection items={entry.parts}>{renderEntry}</Collection>
    </TreeItem>
  );
}
