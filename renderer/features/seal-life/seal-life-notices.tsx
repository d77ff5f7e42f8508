import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { SealLifeNews } from '../../../electron/shared/model/seal-life.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/verdict-icon.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** What platforms have decided, in whatever place the person is; each stays until it is put away. */
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
  { sealName, received, refused, withdrawal }: Extract<SealLifeNews, { kind: 'loss' }>['report'],
  { news }: Messages['sealLife'],
): Words {
  if (received === null) return { tone: 'doubt', text: news.lossRefused(sealName) };
  if (received.state === 'withdrawn') return { tone: 'good', text: news.lossWithdrawn(sealName) };
  if (withdrawal?.state === 'rejected') return { tone: 'doubt', text: news.withdrawalRejected(sealName) };
  if (withdrawal?.state === 'underReview') return { tone: 'neutral', text: news.withdrawalReview(sealName) };
  const tone = refused === null ? 'good' : 'doubt';
  return { tone, text: news.lossReceived(sealName, received.number) };
}
