import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { SealLifeNews } from '../../../electron/shared/model/seal-life.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Notice } from '../../ui/error-view.tsx';
import type { Tone } from '../../ui/icons.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** Shows the platforms' decisions in every place of the window; each stays until it is closed. */
export function SealLifeNotices({ life }: { readonly life: StoreApi<SealLifeStore> }): ReactNode {
  const texts = useTexts().sealLife;
  const { news, dismiss } = useStore(life);
  return news.map((each, index) => {
    const { tone, text } = wordsOf(each, texts);
    return <Notice key={`${index} ${text}`} tone={tone} text={text} onClose={() => dismiss(each)} />;
  });
}

interface Words {
  readonly tone: Tone;
  readonly text: string;
}

function wordsOf(news: SealLifeNews, texts: Messages['sealLife']): Words {
  if (news.kind === 'loss') return wordsOfLoss(news.report, texts);
  const { kind, sealName, state, newSeal } = news.application;
  if (newSeal !== null) return { tone: 'good', text: texts.news.newSeal(sealName) };
  const text = texts.news.application(texts.acts[kind], sealName, texts.application.states[state]);
  return { tone: state === 'rejected' || state === 'expired' ? 'doubt' : 'good', text };
}

function wordsOfLoss(
  { sealName, received, withdrawal }: Extract<SealLifeNews, { kind: 'loss' }>['report'],
  { news }: Messages['sealLife'],
): Words {
  if (received === null) return { tone: 'doubt', text: news.lossRefused(sealName) };
  if (received.state === 'withdrawn') return { tone: 'good', text: news.lossWithdrawn(sealName) };
  if (withdrawal?.state === 'rejected') return { tone: 'doubt', text: news.withdrawalRejected(sealName) };
  if (withdrawal?.state === 'underReview') return { tone: 'neutral', text: news.withdrawalReview(sealName) };
  if (received.state === 'unauthorised') {
    return { tone: 'doubt', text: news.lossUnauthorised(sealName, received.number) };
  }
  if (received.state === 'rejected') return { tone: 'doubt', text: news.lossRejected(sealName) };
  if (received.state === 'inForce') return { tone: 'good', text: news.lossInForce(sealName) };
  return { tone: 'good', text: news.lossReceived(sealName, received.number) };
}
