import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import { DEFAULT_OUTPUT_PATTERN } from '../../../electron/shared/model/sealing-batch.ts';
import {
  type FixedName,
  type SettingsChange,
  type SettingsView,
  TEXT_SIZES,
} from '../../../electron/shared/model/settings.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';

interface Props {
  readonly settings: SettingsView;
  /** Names of the presets that there are. */
  readonly presets: readonly string[];
  /** Answers with what failed, or null. */
  readonly onChange: (changes: SettingsChange) => Promise<AppError | null>;
}

/** Sets what window and command line go by: text size, names of sealed files, the usual preset. */
export function WorkSection({ settings, presets, onChange }: Props): ReactNode {
  const texts = useTexts().settings.work;
  const [failed, setFailed] = useState<AppError | null>(null);
  const change = (changes: SettingsChange): void => void onChange(changes).then(setFailed);
  const { textSize, outputPattern, defaultPreset, fixed, problem } = settings;
  const names =
    defaultPreset === null || presets.includes(defaultPreset) ? presets : [defaultPreset, ...presets];
  return (
    <section className="card" aria-label={texts.title} data-testid="work-settings">
      <h2>{texts.title}</h2>
      {problem !== null && <ErrorView error={problem} />}
      {failed !== null && <ErrorView error={failed} />}
      {fixed.includes('textSize') ? (
        <Fixed label={texts.textSize} value={`${textSize} %`} />
      ) : (
        <ChoiceField
          label={texts.textSize}
          value={String(textSize)}
          options={TEXT_SIZES.map((size) => [String(size), `${size} %`] as const)}
          onChange={(chosen) => change({ textSize: TEXT_SIZES.find((size) => String(size) === chosen) })}
        />
      )}
      {fixed.includes('outputPattern') ? (
        <Fixed label={texts.pattern} value={outputPattern ?? texts.usual} />
      ) : (
        <Pattern key={outputPattern} present={outputPattern} onChange={change} />
      )}
      {fixed.includes('defaultPreset') ? (
        <Fixed label={texts.preset} value={defaultPreset ?? texts.noPreset} />
      ) : (
        <ChoiceField
          label={texts.preset}
          value={defaultPreset ?? ''}
          options={[['', texts.noPreset], ...names.map((name) => [name, name] as const)]}
          onChange={(name) => change({ defaultPreset: name === '' ? null : name })}
        />
      )}
      <p className="hint">{texts.presetHint}</p>
    </section>
  );
}

interface PatternProps {
  readonly present: string | null;
  readonly onChange: (changes: SettingsChange) => void;
}

function Pattern({ present, onChange }: PatternProps): ReactNode {
  const texts = useTexts().settings.work;
  const [typed, setTyped] = useState(present ?? '');
  const wanted = typed.trim() === '' ? null : typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ outputPattern: wanted });
      }}
    >
      <TextEntry
        label={texts.pattern}
        value={typed}
        onChange={setTyped}
        placeholder={DEFAULT_OUTPUT_PATTERN}
      />
      <p className="hint">{texts.patternHint}</p>
      {wanted !== present && (
        <div className="button-row">
          <Button type="submit">{texts.save}</Button>
        </div>
      )}
    </form>
  );
}

/** Shows a setting that an administrator has fixed. */
export function Fixed({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  const texts = useTexts().settings.work;
  return (
    <p className="fixed-setting" data-testid="fixed-setting">
      <span className="fixed-label">{label}</span>
      <strong>{value}</strong>
      <span className="hint">{texts.byAdministrator}</span>
    </p>
  );
}

/** Says that an administrator has fixed something, where it is shown elsewhere. */
export function FixedHint({
  fixed,
  name,
}: {
  readonly fixed: readonly FixedName[];
  readonly name: FixedName;
}): ReactNode {
  const texts = useTexts().settings.work;
  return fixed.includes(name) ? (
    <p className="hint" data-testid={`fixed-${name}`}>
      {texts.byAdministrator}
    </p>
  ) : null;
}
