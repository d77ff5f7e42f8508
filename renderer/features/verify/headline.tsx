import type { ReactNode } from 'react';
import type { Language } from '../../../electron/shared/model/app-info.ts';
import type {
  SignatureReport,
  VerificationReport,
} from '../../../electron/shared/model/verification-report.ts';
import { reasonTexts } from '../../../electron/shared/texts/check-texts.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';
import type { VerifyState } from './verify-store.ts';

type Texts = Messages['verify'];

interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

const TONES: Readonly<Record<VerificationReport['verdict'], Tone>> = {
  valid: 'good',
  indeterminate: 'doubt',
  invalid: 'bad',
  unsigned: 'neutral',
  error: 'bad',
};

/** Notes that apply to almost every seal and would say nothing in a headline. */
const QUIET_REASONS: readonly string[] = ['TIME_CLAIMED_ONLY', 'COVERS_REVISION'];

/** Says one signature in one sentence: the verdict, and the first reason if there is one. */
export function signatureHeadline(report: SignatureReport, texts: Texts, language: Language): Headline {
  const tone = toneOf(report);
  const reason = report.reasons.find((code) => report.verdict !== 'valid' || !QUIET_REASONS.includes(code));
  if (reason === undefined) return { tone, text: texts.verdicts[report.verdict] };
  const text = reasonTexts[reason][language];
  if (report.verdict !== 'valid') return { tone, text: texts.headline(texts.verdicts[report.verdict], text) };
  if (reason === 'SEALED_AGAIN_SINCE') return { tone, text: texts.validSealedSince };
  if (reason === 'MODIFIED_SINCE') return { tone, text: texts.validModifiedSince };
  return { tone, text: texts.validWithNote(text) };
}

/** A void file, or one of two by one approval, is no good one to rely on, although its signatures hold. */
function toneOf({ verdict, reasons }: SignatureReport): Tone {
  const isDoubtful = reasons.includes('VOIDED_HERE') || reasons.includes('APPROVAL_USED_TWICE_HERE');
  return verdict === 'valid' && isDoubtful ? 'doubt' : TONES[verdict];
}

/** Says the whole document in one line that counts every seal: "2 个签章有效 · 1 个其后有他方加盖". */
export function documentHeadline(report: VerificationReport, texts: Texts): Headline {
  if (report.verdict === 'unsigned') return { tone: TONES.unsigned, text: texts.unsigned };
  if (report.verdict === 'error') return { tone: TONES.error, text: texts.error };
  const isDoubtful = report.verdict === 'valid' && report.signatures.some((each) => toneOf(each) === 'doubt');
  const tone = isDoubtful ? 'doubt' : TONES[report.verdict];
  const voided = report.signatures.filter(({ reasons }) => reasons.includes('VOIDED_HERE')).length;
  const having = (verdict: SignatureReport['verdict']): number =>
    report.signatures.filter((signature) => signature.verdict === verdict).length;
  const sealedSince = report.signatures.filter(({ reasons }) =>
    reasons.includes('SEALED_AGAIN_SINCE'),
  ).length;
  const counts: readonly (readonly [number, (count: number) => string])[] = [
    [voided, texts.countVoided],
    [having('invalid'), texts.countInvalid],
    [having('indeterminate'), texts.countIndeterminate],
    [having('valid'), texts.countValid],
    [sealedSince, texts.countSealedSince],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, say]) => say(count));
  return { tone, text: parts.join(' · ') };
}

interface Props {
  readonly state: VerifyState;
  readonly onDetails: () => void;
}

/** Shows the verdict on the seals of an open document above its pages. */
export function SignatureBanner({ state, onDetails }: Props): ReactNode {
  const texts = useTexts();
  if (state.step !== 'verifying' && state.step !== 'done') return null;
  if (state.step === 'verifying') {
    return (
      <div className="banner" role="status">
        {texts.verify.verifying}
      </div>
    );
  }
  const { tone, text } = documentHeadline(state.report, texts.verify);
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
