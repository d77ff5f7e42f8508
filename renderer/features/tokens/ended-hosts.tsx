import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { TokenStore } from './token-store.ts';

/** Lists the drivers that ended while the program ran, the latest first; nothing if none did. */
export function EndedHosts({ tokens }: { readonly tokens: StoreApi<TokenStore> }): ReactNode {
  const texts = useTexts().tokens;
  const ends = useStore(tokens, (store) => store.endedHosts);
  if (ends.length === 0) return null;
  return (
    <section className="card" aria-label={texts.ended} data-testid="ended-drivers">
      <h2>{texts.ended}</h2>
      <ul className="ended-drivers">
        {ends.toReversed().map(({ module, cause, count, lastAt }) => (
          <li key={`${module} ${cause}`}>
            <p>{texts.hostEnded[cause](module)}</p>
            <p className="hint">{texts.endedTimes(count, formatMinute(lastAt))}</p>
          </li>
        ))}
      </ul>
      <p className="hint">{texts.triedAgain}</p>
    </section>
  );
}
