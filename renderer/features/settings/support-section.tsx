import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { BundlePart, BundlePartName } from '../../../electron/shared/model/support-bundle.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';

interface Props {
  readonly support: AppBridge['support'];
}

/** Makes a support bundle (诊断包): shows exactly what goes into it, lets the person leave parts out, and saves it. */
export function SupportSection({ support }: Props): ReactNode {
  const texts = useTexts().settings.support;
  const [parts, setParts] = useState<readonly BundlePart[] | null>(null);
  const [left, setLeft] = useState<readonly BundlePartName[]>([]);
  const [state, setState] = useState<'idle' | 'gathering' | 'saved'>('idle');
  const [problem, setProblem] = useState<AppError | null>(null);
  const gather = async (): Promise<void> => {
    setState('gathering');
    const result = await support.preview();
    setState('idle');
    setProblem(result.ok ? null : result.error);
    if (result.ok) setParts(result.value);
  };
  const chosen = (parts ?? []).map(({ name }) => name).filter((name) => !left.includes(name));
  const save = async (): Promise<void> => {
    const result = await support.save({ parts: chosen });
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value) setState('saved');
  };
  const toggle = (name: BundlePartName): void => {
    setState('idle');
    setLeft(left.includes(name) ? left.filter((each) => each !== name) : [...left, name]);
  };
  return (
    <section className="card" aria-label={texts.title} data-testid="support-bundle">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {problem !== null && <ErrorView error={problem} />}
      {parts?.map(({ name, file, text }) => (
        <div key={name} className="support-part">
          <label className="preflight-yes">
            <input type="checkbox" checked={!left.includes(name)} onChange={() => toggle(name)} />
            {texts.parts[name]}
          </label>
          <details>
            <summary>{file}</summary>
            <pre className="support-text" tabIndex={0} aria-label={file}>
              {text === '' ? texts.empty : text}
            </pre>
          </details>
        </div>
      ))}
      {state === 'saved' && <p role="status">{texts.saved}</p>}
      <div className="button-row">
        {parts !== null && (
          <Button kind="primary" isDisabled={chosen.length === 0} onPress={() => void save()}>
            {texts.save}
          </Button>
        )}
        <Button isDisabled={state === 'gathering'} onPress={() => void gather()}>
          {state === 'gathering' ? texts.gathering : texts.preview}
        </Button>
      </div>
    </section>
  );
}
