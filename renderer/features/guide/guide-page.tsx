import { type ReactNode, useState } from 'react';
import type { Bilingual } from '../../../electron/shared/texts/bilingual.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { CHAPTERS, type Chapter, type ChapterName } from './chapter.ts';
import { dailyChapters } from './daily-chapters.ts';
import { platformChapters } from './platform-chapters.ts';
import { pictureOf } from './pictures.ts';
import { troubleChapters } from './trouble-chapters.ts';

const chapters: Readonly<Record<ChapterName, Chapter>> = {
  ...dailyChapters,
  ...troubleChapters,
  ...platformChapters,
};

/** The guide (操作指南): chapters by what a person wants to do, in the program itself, so that no network is needed. */
export function GuidePage(): ReactNode {
  const texts = useTexts().guide;
  const [shown, setShown] = useState<ChapterName>('open');
  const language = useLanguage();
  return (
    <div className="guide">
      <aside className="guide-list" aria-label={texts.title}>
        <h1>{texts.title}</h1>
        <ul>
          {CHAPTERS.map((name) => (
            <li key={name}>
              <button
                type="button"
                className="guide-link"
                aria-current={name === shown ? 'page' : undefined}
                onClick={() => setShown(name)}
              >
                {chapters[name].title[language]}
              </button>
            </li>
          ))}
        </ul>
        <p className="hint">{texts.keys}</p>
      </aside>
      <ChapterView key={shown} name={shown} />
    </div>
  );
}

function ChapterView({ name }: { readonly name: ChapterName }): ReactNode {
  const texts = useTexts().guide;
  const language = useLanguage();
  const { title, purpose, steps, notes } = chapters[name];
  const said = (each: Bilingual<string>): string => each[language];
  return (
    <article className="guide-chapter" aria-label={said(title)}>
      <h2>{said(title)}</h2>
      <p>{said(purpose)}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.en}>{said(step)}</li>
        ))}
      </ol>
      {notes.length > 0 && (
        <section aria-label={texts.notes}>
          <h3>{texts.notes}</h3>
          <ul>
            {notes.map((note) => (
              <li key={note.en}>{said(note)}</li>
            ))}
          </ul>
        </section>
      )}
      <figure>
        <img src={pictureOf(name, language)} alt={texts.picture(said(title))} />
        <figcaption className="hint">{texts.sample}</figcaption>
      </figure>
    </article>
  );
}
