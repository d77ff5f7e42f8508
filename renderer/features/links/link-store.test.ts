import { describe, expect, it } from 'vitest';
import type { ArrivedLink } from '../../../electron/shared/model/app-link.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { createLinkStore } from './link-store.ts';

const QUESTION: ArrivedLink = {
  kind: 'question',
  id: '7b0c8a6e-6f52-4a3e-8f0e-1a2b3c4d5e6f',
  action: 'verify',
  file: { kind: 'file', path: 'C:\\a.pdf' },
};

function storeOf(answer: Result<null> = success(null)) {
  const answers: unknown[] = [];
  const followed: string[] = [];
  let arrive: (link: ArrivedLink) => void = () => undefined;
  const links = {
    waiting: async () => success(QUESTION),
    arrived: (hear: (link: ArrivedLink) => void) => {
      arrive = hear;
      return () => undefined;
    },
    answer: async (given: unknown) => {
      answers.push(given);
      return answer;
    },
  };
  const store = createLinkStore(links, (action) => followed.push(action));
  return { store, answers, followed, arrive: (link: ArrivedLink) => arrive(link) };
}

describe('The store of links', () => {
  it('shows a link that came before the window, and tells what was followed', async () => {
    const { store, answers, followed } = storeOf();
    await store.getState().load();
    expect(store.getState().state).toEqual({ step: 'arrived', link: QUESTION });
    await store.getState().answer(true);
    expect([answers, followed]).toEqual([[{ id: QUESTION.id, follow: true }], ['verify']]);
    expect(store.getState().state).toEqual({ step: 'none' });
  });

  it('leads nowhere when the person leaves a link', async () => {
    const { store, followed, arrive } = storeOf();
    arrive(QUESTION);
    await store.getState().answer(false);
    expect([store.getState().state, followed]).toEqual([{ step: 'none' }, []]);
  });

  it('shows why a link was not followed, until that is closed', async () => {
    const { store, followed, arrive } = storeOf(failure({ code: 'LINK_NOT_FETCHED' }));
    arrive(QUESTION);
    await store.getState().answer(true);
    expect([store.getState().state, followed]).toEqual([
      { step: 'failed', error: { code: 'LINK_NOT_FETCHED' } },
      [],
    ]);
    store.getState().dismiss();
    expect(store.getState().state).toEqual({ step: 'none' });
  });
});
