import { type ReactNode, useRef } from 'react';
import { type Messages, useTexts } from '../lib/i18n/use-texts.ts';
import { useWindowKeys } from '../lib/window-keys.ts';
import { Button } from '../ui/form.tsx';

type Texts = Messages['shortcuts'];
type Row = readonly [action: keyof Texts['actions'], ...keys: readonly string[]];

const GROUPS: readonly (readonly [group: keyof Texts['groups'], rows: readonly Row[]])[] = [
  [
    'documents',
    [
      ['open', 'Ctrl+O'],
      ['closeTab', 'Ctrl+W'],
      ['nextTab', 'Ctrl+Tab', 'Ctrl+Shift+Tab'],
    ],
  ],
  [
    'reading',
    [
      ['find', 'Ctrl+F'],
      ['nextHit', 'F3', 'Shift+F3'],
      ['zoom', 'Ctrl++', 'Ctrl+−', 'Ctrl+0'],
      ['pages', '↑', '↓'],
    ],
  ],
  [
    'sealing',
    [
      ['seal', 'Ctrl+Enter'],
      ['nudge', '← ↑ → ↓'],
      ['nudgeFar', 'Shift+← ↑ → ↓'],
      ['undo', 'Ctrl+Z'],
      ['leave', 'Esc'],
      ['help', 'F1'],
    ],
  ],
];

/** Lists the keys of the window. F1 opens and closes it. */
export function ShortcutSheet({ onGuide }: { readonly onGuide: () => void }): ReactNode {
  const { shortcuts: texts, guide } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const turn = (): void =>
    dialog.current?.open === true ? dialog.current.close() : dialog.current?.showModal();
  useWindowKeys(({ key }) => (key === 'F1' ? turn : null));
  return (
    <dialog
      ref={dialog}
      className="shortcuts"
      aria-label={texts.title}
      onKeyDown={(event) => {
        // Keys that are typed here act here alone; Esc closes the sheet by the browser's own rule.
        if (event.key !== 'F1') event.stopPropagation();
      }}
    >
      <h2>{texts.title}</h2>
      {GROUPS.map(([group, rows]) => (
        <section key={group} aria-label={texts.groups[group]}>
          <h3>{texts.groups[group]}</h3>
          <dl>
            {rows.map(([action, ...keys]) => (
              <div key={action} className="shortcut">
                <dt>{texts.actions[action]}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="button-row">
        <Button
          onPress={() => {
            dialog.current?.close();
            onGuide();
          }}
        >
          {guide.open}
        </Button>
        <Button onPress={() => dialog.current?.close()}>{texts.close}</Button>
      </div>
    </dialog>
  );
}
