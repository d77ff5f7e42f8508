/** What is selected of a page. */
export interface SelectedPage {
  /** Zero-based */
  readonly page: number;
  /** Null for the whole page: its text is read, since only pages near the one in sight have a text layer. */
  readonly text: string | null;
}

interface Gathering {
  /** UTF-16 code units of the text in all */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Is told how many pages are done. */
  readonly progress: (done: number) => void;
}

/**
 * Puts the text of selected pages together, a line break between them. Null characters are left out.
 * @param read reads a whole page, zero-based
 * @returns null where it would be too long, or the signal has ended it
 */
export async function gatherText(
  selected: readonly SelectedPage[],
  read: (page: number) => Promise<string>,
  { most, signal, progress }: Gathering,
): Promise<string | null> {
  let text = '';
  for (const [index, { page, text: part }] of selected.entries()) {
    const next = (part ?? (await read(page))).replaceAll('\0', '');
    if (signal.aborted) return null;
    text += text === '' || text.endsWith('\n') ? next : `\n${next}`;
    if (text.length > most) return null;
    progress(index + 1);
  }
  return text;
}
