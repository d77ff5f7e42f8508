import type { ReactNode } from 'react';
import type {
  ModuleHeader,
  ModuleReport,
  ModuleState,
  TokenFinding,
} from '../../../electron/shared/model/driver-report.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { fileNameOf } from '../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { VerdictIcon, type Tone } from '../../ui/icons.tsx';

const TONES: Readonly<Record<ModuleState, Tone>> = {
  ready: 'good',
  noToken: 'neutral',
  noReader: 'doubt',
  rejected: 'bad',
  failed: 'bad',
};

/** Shows one driver: its file, its answer, its slots and keys, and the next step. */
export function ModuleCard({ report }: { readonly report: ModuleReport }): ReactNode {
  const texts = useTexts().drivers;
  const { module, state, error, header, library, product, kind, origin, slots, tokens } = report;
  return (
    <section className="card module-card" aria-label={module}>
      <h2>
        <VerdictIcon tone={TONES[state]} />
        <span>
          {product ?? fileNameOf(module)} · {texts.states[state]}
        </span>
      </h2>
      {error !== null && <ErrorView error={error} />}
      <FactList
        facts={[
          [texts.file, module],
          [texts.kind, texts.kinds[kind]],
          [texts.origin, texts.origins[origin]],
          [texts.header, header === null ? null : headerText(header, texts)],
          [
            texts.library,
            library === null ? null : joined([library.manufacturer, library.description, library.version]),
          ],
          [texts.slots, slots.length === 0 ? null : <Slots report={report} />],
        ]}
      />
      {tokens.map((token) => (
        <TokenFacts key={`${token.slot} ${token.serial}`} token={token} />
      ))}
    </section>
  );
}

function Slots({ report }: { readonly report: ModuleReport }): ReactNode {
  const texts = useTexts().drivers;
  return (
    <ul>
      {report.slots.map(({ slot, description, state }) => (
        <li key={slot}>{texts.slot(slot, description, texts.slotStates[state])}</li>
      ))}
    </ul>
  );
}

function TokenFacts({ token }: { readonly token: TokenFinding }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const [obstacle] = token.obstacles;
  const advice = obstacle === undefined ? null : errorTexts[language][obstacle.code];
  return (
    <FactList
      facts={[
        [texts.drivers.tokens, texts.drivers.token(token.label, token.serial)],
        [texts.tokens.maker, token.manufacturer],
        [texts.drivers.profile, token.profile ?? texts.drivers.noProfile],
        [
          texts.tokens.certificates,
          joined(
            token.certificates.map(({ algorithm, notAfter }) => `${algorithm} ${notAfter.slice(0, 10)}`),
          ),
        ],
        [
          texts.drivers.tokenState,
          joined([
            texts.tokens.states[token.state],
            advice === null ? texts.drivers.usable : `${advice.what} ${advice.next}`,
          ]),
        ],
      ]}
    />
  );
}

function headerText({ system, machines }: ModuleHeader, texts: Messages['drivers']): string {
  return texts.headerText(
    texts.systems[system],
    joined(machines.map(({ bits, architecture }) => texts.machine(bits, architecture))),
  );
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
