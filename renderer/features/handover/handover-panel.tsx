import { type ReactNode, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { type HandedKeyState, isHandedOver, keysLeft } from '../../../electron/shared/model/post-handover.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { handoverSheetTexts } from '../../../electron/shared/texts/handover-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { toggled } from '../../lib/toggled.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { HandoverStore } from './handover-store.ts';

interface Props {
  readonly handover: StoreApi<HandoverStore>;
  readonly tokens: readonly TokenInfo[];
  /** Shows the form for a new PIN of a key. */
  readonly onChangePin: (serial: string) => void;
}

/** Shows the panel of the handover that is open; nothing if none is. */
export function HandoverPanelView({ handover, tokens, onChangePin }: Props): ReactNode {
  const store = useStore(handover);
  if (store.panel === null) return null;
  if (store.panel === 'begin' || store.view === null) return <BeginPanel store={store} tokens={tokens} />;
  return <GuidePanel store={store} onChangePin={onChangePin} />;
}

interface BeginProps {
  readonly store: HandoverStore;
  readonly tokens: readonly TokenInfo[];
}

/** The form that begins a handover: its three people, the post and the keys. */
function BeginPanel({ store, tokens }: BeginProps): ReactNode {
  const texts = useTexts().handover;
  const [start, setStart] = useState({ from: '', to: '', witness: '', post: texts.usualPost, reason: '' });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const set = (field: keyof typeof start) => (value: string) => setStart({ ...start, [field]: value });
  const { from, to, witness, post } = start;
  const ready = [from, to, witness, post].every((name) => name.trim() !== '');
  const keys = tokens.map(({ serial }) => serial).filter((serial) => !left.has(serial));
  return (
    <FormPanel
      title={texts.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.begin, ready, act: () => void store.begin({ ...start, keys }) }}
    >
      <p>{texts.intro}</p>
      <div className="life-fields">
        <TextEntry label={texts.from} value={start.from} onChange={set('from')} maxLength={100} required />
        <TextEntry label={texts.to} value={start.to} onChange={set('to')} maxLength={100} required />
        <TextEntry
          label={texts.witness}
          value={start.witness}
          onChange={set('witness')}
          maxLength={100}
          required
        />
        <TextEntry label={texts.post} value={start.post} onChange={set('post')} maxLength={100} required />
        <TextEntry label={texts.reason} value={start.reason} onChange={set('reason')} maxLength={500} />
      </div>
      <fieldset className="life-seals">
        <legend>{texts.keys}</legend>
        <p className="hint">{tokens.length === 0 ? texts.noKeys : texts.keysHint}</p>
        {tokens.map(({ serial, label }) => (
          <label key={serial} className="life-seal">
            <input
              type="checkbox"
              checked={!left.has(serial)}
              onChange={() => setLeft(toggled(left, serial))}
            />
            <span>
              {label} <span className="hint">{serial}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </FormPanel>
  );
}

interface GuideProps {
  readonly store: HandoverStore;
  readonly onChangePin: (serial: string) => void;
}

/** What of a handover is done and what is left, each with its next step, and the list at the end. */
function GuidePanel({ store, onChangePin }: GuideProps): ReactNode {
  const texts = useTexts().handover;
  const language = useLanguage();
  const { view, remarks, load } = store;
  useEffect(() => void load(), [load]);
  if (view === null) return null;
  const { handover, keys, presets, approvals, registerSize } = view;
  const { from, to, witness, post, reason } = handover;
  const sheet = handoverSheetTexts[language];
  const ready = keysLeft(keys, remarks).length === 0;
  return (
    <FormPanel
      title={texts.guide(handover.number)}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      closeText={texts.later}
      submit={{ text: texts.complete, ready, act: () => void store.complete() }}
      more={
        <Button onPress={() => void store.drop()} isDisabled={store.busy}>
          {texts.drop}
        </Button>
      }
    >
      <FactList
        facts={[
          [texts.post, post],
          [texts.reason, reason],
          [texts.from, from],
          [texts.to, to],
          [texts.witness, witness],
        ]}
      />
      <h3>{texts.keys}</h3>
      {keys.length === 0 && <p className="hint">{texts.noHandedKeys}</p>}
      {keys.map((key) => (
        <HandedKey key={key.serial} handed={key} store={store} onChangePin={onChangePin} />
      ))}
      <h3>{texts.others}</h3>
      <FactList
        facts={[
          [texts.presets, presets.length === 0 ? texts.none : presets.join('、')],
          [
            texts.approvals,
            approvals.length === 0
              ? texts.none
              : approvals.map(({ number, purpose, openFiles, standing }) => (
                  <p key={number} data-standing={standing}>
                    {texts.approval(number, purpose, openFiles)}
                    <span className="hint"> {sheet.standings[standing]}</span>
                  </p>
                )),
          ],
          [texts.register, texts.registerSize(registerSize)],
        ]}
      />
      <p className="hint">{ready ? texts.completeHint : texts.leftHint}</p>
    </FormPanel>
  );
}

interface HandedKeyProps extends GuideProps {
  readonly handed: HandedKeyState;
}

function HandedKey({ handed, store, onChangePin }: HandedKeyProps): ReactNode {
  const texts = useTexts().handover;
  const { serial, label, takenBy, pinChangedAt } = handed;
  return (
    <article className="life-case handed-key" aria-label={label}>
      <strong>{label}</strong>
      <p className="handed-step">
        <VerdictIcon tone={takenBy === null ? 'good' : 'doubt'} />
        <span>{takenBy === null ? texts.returned : texts.taken(takenBy)}</span>
        {takenBy !== null && (
          <Button onPress={() => void store.recordReturn(serial, takenBy)} isDisabled={store.busy}>
            {texts.recordReturn}
          </Button>
        )}
      </p>
      <p className="handed-step">
        <VerdictIcon tone={pinChangedAt === null ? 'doubt' : 'good'} />
        <span>{pinChangedAt === null ? texts.pinKept : texts.pinChanged(formatMinute(pinChangedAt))}</span>
        {pinChangedAt === null && (
          <Button onPress={() => onChangePin(serial)} aria-label={`${texts.changePin} ${label}`}>
            {texts.changePin}
          </Button>
        )}
      </p>
      {!isHandedOver(handed) && (
        <TextEntry
          label={texts.remark(label)}
          value={store.remarks[serial] ?? ''}
          onChange={(remark) => store.setRemark(serial, remark)}
          placeholder={texts.remarkPlaceholder}
          maxLength={500}
        />
      )}
    </article>
  );
}

/** Shows the handover that is under way, the one that was just completed, and the way to begin one. */
export function HandoverCase({ handover }: Pick<Props, 'handover'>): ReactNode {
  const texts = useTexts().handover;
  const store = useStore(handover);
  const { view, completed, problem, open } = store;
  const left = view?.keys.filter((key) => !isHandedOver(key)).length ?? 0;
  return (
    <>
      {completed !== null && (
        <p className="notice notice-good" role="status">
          {texts.completed(completed.number, completed.files.join('、'))}
        </p>
      )}
      {problem !== null && <ErrorView error={problem} />}
      {view === null ? (
        <div className="button-row handover-offer">
          <Button onPress={open}>{texts.open}</Button>
          <span className="hint">{texts.openHint}</span>
        </div>
      ) : (
        <section className="card" aria-label={texts.title} data-testid="handover">
          <h2>{texts.underWay(view.handover.number)}</h2>
          <p>{texts.people(view.handover.from, view.handover.to, view.handover.witness)}</p>
          <p className="hint">{left === 0 ? texts.completeHint : texts.keysLeft(left)}</p>
          <Button onPress={open}>{texts.goOn}</Button>
        </section>
      )}
    </>
  );
}
