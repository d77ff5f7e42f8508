import type { ReactNode } from 'react';
import {
  colourOf,
  type PreflightCode,
  type PreflightFinding,
} from '../../electron/shared/model/preflight.ts';
import { preflightTexts } from '../../electron/shared/texts/preflight-texts.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from './form.tsx';

/** Findings whose names people know: of fonts, layers and fields. The others have names of the file format. */
const NAMED: readonly PreflightCode[] = [
  'FONT_NOT_EMBEDDED',
  'LAYER_HIDDEN',
  'SIGNATURE_INVALID',
  'SIGNATURE_UNCONFIRMED',
];

interface Props {
  readonly finding: PreflightFinding;
  /** Shows a page, from 0; null for a document that is sealed already, with which nothing is to be done. */
  readonly onPage: ((page: number) => void) | null;
}

/** Shows a finding of the examination before sealing: where, what it is, and what to do. */
export function FindingView({ finding, onPage }: Props): ReactNode {
  const texts = useTexts().preflight;
  const language = useLanguage();
  const { code, page, name, count } = finding;
  const { what, next } = preflightTexts[code];
  const colour = colourOf(finding);
  const shown = name !== null && NAMED.includes(code) ? name : null;
  return (
    <li className={`notice notice-${colour === 'red' ? 'danger' : 'warning'}`} data-code={code}>
      <span className="visually-hidden">{texts.colours[colour]}</span>
      <span>{what[language]}</span>
      {shown !== null && <span className="preflight-name">{texts.named(shown, count)}</span>}
      {onPage !== null && (
        <span className="hint">
          {next[language]}
          {page !== null && (
            <Button kind="quiet" onPress={() => onPage(page - 1)}>
              {texts.toPage(page)}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
