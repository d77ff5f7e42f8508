import { createContext, use, type ReactNode } from 'react';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from './form.tsx';

/** Leads from a key whose PIN is forgotten to the application for a new one; null where none can be made. */
export const ForgottenPinContext = createContext<((token: TokenInfo) => void) | null>(null);

/** The way out beside every field for a holder's PIN, so that nobody guesses until the key locks. */
export function ForgottenPin({ token }: { readonly token: TokenInfo }): ReactNode {
  const texts = useTexts().pin;
  const lead = use(ForgottenPinContext);
  if (lead === null) return null;
  return (
    <Button kind="quiet" onPress={() => lead(token)}>
      {texts.forgotten}
    </Button>
  );
}
