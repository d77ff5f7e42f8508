import { type ReactNode, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { ArrivedLink } from '../../../electron/shared/model/app-link.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Button } from '../../ui/form.tsx';
import type { LinkStore } from './link-store.ts';

/** A page can have a link followed just before the person clicks elsewhere: only who has seen the question answers it. */
const READING_MS = 1_000;

/** Asks whether to follow a link that came from outside, with all that is known of it, and says what became of it. */
export function LinkQuestion({ store }: { readonly store: StoreApi<LinkStore> }): ReactNode {
  const texts = useTexts().links;
  const { state, answer, dismiss } = useStore(store);
  if (state.step === 'none') return null;
  if (state.step === 'failed') return <Refusal error={state.error} onClose={dismiss} />;
  const { link } = state;
  if (link.kind === 'refused') return <Refusal error={link.error} onClose={() => void answer(false)} />;
  if (state.step === 'following') {
    return (
      <p className="banner banner-neutral" role="status">
        {link.file.kind === 'web' ? texts.downloading(link.file.host) : texts.opening}
      </p>
    );
  }
  return <Question key={link.id} link={link} onAnswer={(follow) => void answer(follow)} />;
}

interface QuestionProps {
  readonly link: Extract<ArrivedLink, { readonly kind: 'question' }>;
  readonly onAnswer: (follow: boolean) => void;
}

function Question({ link: { action, file }, onAnswer }: QuestionProps): ReactNode {
  const texts = useTexts().links;
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRead(true), READING_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="card link-question" role="alert" aria-label={texts.title} data-testid="link-question">
      <h2>{texts.asks[action]}</h2>
      <FactList
        facts={[
          [texts.from, file.kind === 'file' ? texts.thisComputer : file.host],
          [
            file.kind === 'web' ? texts.address : texts.path,
            <code key="where">{file.kind === 'web' ? file.address : file.path}</code>,
          ],
          [texts.askedBy, texts.unknownProgram],
        ]}
      />
      <p>{texts.consequence[file.kind]}</p>
      <p className="hint">{texts.neverSeals}</p>
      <div className="button-row">
        <Button onPress={() => onAnswer(false)}>{texts.leave}</Button>
        <Button isDisabled={!isRead} onPress={() => onAnswer(true)}>
          {texts.follow[action]}
        </Button>
      </div>
    </section>
  );
}

interface RefusalProps {
  readonly error: AppError;
  readonly onClose: () => void;
}

function Refusal({ error, onClose }: RefusalProps): ReactNode {
  const texts = useTexts().links;
  return (
    <div className="link-question" data-testid="link-refused">
      <ErrorView error={error}>
        <Button onPress={onClose}>{texts.close}</Button>
      </ErrorView>
    </div>
  );
}
