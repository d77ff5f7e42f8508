import type { ReactNode } from 'react';
import type { Language } from '../../../electron/shared/model/app-info.ts';
import {
  isDoubtful,
  type SignatureReport,
  type VerificationReport,
} from '../../../electron/shared/model/verification-report.ts';
import {
  documentHeadline as documentSentence,
  signatureHeadline as signatureSentence,
} from '../../../electron/shared/texts/verdict-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';
import type { VerifyState } from './verify-store.ts';

interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

const TONES: Readonly<Record<VerificationReport['verdict'], Tone>> = {
  valid: 'good',
  indeterminate: 'doubt',
  invalid: 'bad',
  unsigned: 'neutral',
  error: 'doubt',
};

/** Says one signature in one sentence: the verdict, and the first reason if there is one. */
export function signatureHeadline(report: SignatureReport, language: Language): Headline {
  return { tone: toneOf(report), text: signatureSentence(report, language) };
}

function toneOf(report: SignatureReport): Tone {
  return toneOfVerdict(report.verdict, isDoubtful(report));
}

/** Returns the shape and colour of a verdict. @param doubtful true for a valid one that is not to be relied on */
export function toneOfVerdict(verdict: VerificationReport['verdict'], doubtful: boolean): Tone {
  return verdict === 'valid' && doubtful ? 'doubt' : TONES[verdict];
}

/** Says the whole document in one line that counts every seal: "2 个签章有效 · 1 个其后另有签章". */
export function documentHeadline(report: VerificationReport, language: Language): Headline {
  const tone = toneOfVerdict(report.verdict, report.signatures.some(isDoubtful));
  return { tone, text: documentSentence(report, language) };
}

interface Props {
  readonly state: VerifyState;
  readonly onDetails: () => void;
}

/** Shows the verdict on the seals of an open document above its pages. */
export function SignatureBanner({ state, onDetails }: Props): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  if (state.step !== 'verifying' && state.step !== 'done') return null;
  if (state.step === 'verifying') {
    return (
      <div className="banner" role="status">
        {texts.verify.verifying}
      </div>
    );
  }
  const { tone, text } = documentHeadline(state.report, language);
  return (
    <div className={`banner banner-${tone}`} role="status" data-testid="banner">
      <VerdictIcon tone={tone} />
      <span className="banner-text">{text}</span>
      <Button kind="quiet" onPress={onDetails}>
        {texts.documents.details}
      </Button>
    </div>
  );
}
