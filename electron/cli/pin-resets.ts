import type { Home } from '../home/home.ts';
import type { ResetPorts, ResetKeyPorts } from '../services/pin-reset/reset-records.ts';
import { nextStep, type PinReset, type ResetStep } from '../shared/model/pin-reset.ts';
import type { ApplicationState } from '../shared/model/seal-life.ts';
import { unwrap } from '../shared/result.ts';
import { printLine } from './printing.ts';

/** What commands about PIN resets work with. @throws CodedError when the platforms' settings cannot be read */
export function resetPortsOf(home: Home): Promise<ResetPorts & ResetKeyPorts> {
  unwrap(home.settings);
  return home.pinResets();
}

/** One application as commands print it. */
export function printReset(reset: PinReset): void {
  const { number, tokenSerial, state, decisionReason, validUntil } = reset;
  printLine(`${number}  ${STATE_WORDS[state]}  [${tokenSerial}]`);
  if (decisionReason !== null) printLine(`  ${decisionReason}`);
  const next = STEP_WORDS[nextStep(reset)];
  if (next !== null) printLine(`  ${next}`);
  if (state === 'approved' && validUntil !== null) printLine(`  有效至 until ${validUntil}`);
}

const STATE_WORDS: Readonly<Record<ApplicationState, string>> = {
  draft: '未提交 not handed in',
  underReview: '审核中 under review',
  approved: '已批准 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  done: '已办结 done',
};

const STEP_WORDS: Readonly<Record<ResetStep, string | null>> = {
  submit: '→ pin-reset request --resume NUMBER',
  wait: null,
  setPin: '→ pin-reset apply NUMBER --new-pin-env VAR',
  resume: '→ pin-reset apply NUMBER',
  finish: '→ pin-reset apply NUMBER',
  none: null,
};
