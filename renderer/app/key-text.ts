import type { TokenView } from '../../electron/shared/model/token.ts';
import type { Messages } from '../lib/i18n/use-texts.ts';

/** The keys in a few words: none, the one with its state, or how many. */
export function keyText({ tokens }: TokenView, texts: Messages): string {
  const [first] = tokens;
  if (first === undefined) return texts.status.noKey;
  return tokens.length === 1
    ? texts.status.key(first.label, texts.tokens.states[first.state])
    : texts.status.moreKeys(tokens.length);
}
