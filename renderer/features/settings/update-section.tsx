import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { UpdateView } from '../../../electron/shared/model/update.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { formatBytes, formatDay } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';

interface Props {
  readonly updates: AppBridge['updates'];
}

type Work = 'checking' | 'downloading' | 'importing';

/** Looks for new versions of the program, and shows the package that was checked. Nothing is installed from here. */
export function UpdateSection({ updates }: Props): ReactNode {
  const texts = useTexts().settings.updates;
  const [view, setView] = useState<UpdateView | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const run = async (kind: Work, ask: () => Promise<Result<UpdateView | null>>): Promise<void> => {
    setWork(kind);
    const result = await ask();
    setWork(null);
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value !== null) setView(result.value);
    // What was found before is shown no more beside a refusal; a download that broke off can be tried again.
    if (!result.ok && kind !== 'downloading') setView(null);
  };
  const isToFetch = view !== null && view.found !== null && view.kept === null;
  return (
    <section className="card" aria-label={texts.title} data-testid="updates">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {problem !== null && <ErrorView error={problem} />}
      {problem === null && view !== null && <Found view={view} />}
      <div className="button-row">
        {isToFetch && (
          <Button
            kind="primary"
            isDisabled={work !== null}
            onPress={() => void run('downloading', () => updates.download())}
          >
            {work === 'downloading' ? texts.downloading : texts.download}
          </Button>
        )}
        {view !== null && view.kept !== null && (
          <Button kind="primary" onPress={() => void updates.show()}>
            {texts.show}
          </Button>
        )}
        <Button isDisabled={work !== null} onPress={() => void run('checking', () => updates.check())}>
          {work === 'checking' ? texts.checking : texts.check}
        </Button>
        <Button isDisabled={work !== null} onPress={() => void run('importing', () => updates.import())}>
          {texts.import}
        </Button>
      </div>
    </section>
  );
}

/** What a check found, as it is told to everybody who follows the page by ear too. */
function Found({ view: { current, found, isLater, kept } }: { readonly view: UpdateView }): ReactNode {
  const language = useLanguage();
  const texts = useTexts().settings.updates;
  if (found === null) return <p role="status">{isLater ? texts.later(current) : texts.newest(current)}</p>;
  const { version, publishedAt, news, size, file } = found;
  return (
    <div role="status">
      <p>{texts.found(version, formatDay(publishedAt), formatBytes(size, language))}</p>
      <p>{texts.current(current)}</p>
      <p>{texts.news(news[language])}</p>
      {kept !== null && <p>{texts.kept(file)}</p>}
    </div>
  );
}
