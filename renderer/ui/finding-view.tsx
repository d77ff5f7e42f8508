import type { ReactNode } from 'react';
import { colourOf, type PreflightFinding } from '../../electron/shared/model/preflight.ts';
import { preflightTexts } from '../../electron/shared/texts/preflight-texts.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from './form.tsx';

interface Props {
  readonly finding: PreflightFinding;
  /** Shows a page, from 0; null where no page is at hand. */
  readonly onPage: ((page: number) => void) | null;
}

/** Shows a finding of the examination before sealing: where, what it is, and what to do. */
export function FindingView({ finding, onPage }: Props): ReactNode {
  const texts = useTexts().preflight;
  const language = useLanguage();
  const { code, page, name, count } = finding;
  const { what, next } = preflightTexts[code];
  const colour = colourOf(finding);
  return (
    <li className={`notice notice-${colour === 'red' ? 'danger' : 'warning'}`} data-code={code}>
      <span className="visually-hidden">{texts.colours[colour]}</span>
      <span>{what[language]}</span>
      {name !== null && <span className="preflight-name">{texts.named(name, count)}</span>}
      <span className="hint">{next[language]}</span>
      {page !== null && onPage !== null && (
        <Button kind="quiet" onPress={() => onPage(page - 1)}>
          {texts.toPage(page)}
        </Button>
      )}
    </li>
  );
}
