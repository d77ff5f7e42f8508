import { type ReactNode, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Preset, PresetSeal } from '../../../electron/shared/model/preset.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import type { PresetNotice, PresetStore } from './preset-store.ts';

interface Props {
  readonly store: StoreApi<PresetStore>;
  /** Whether seals are placed now, which can be kept. */
  readonly canSave: boolean;
  /** Whether pictures of handwritten signatures stand beside them, which no preset keeps. */
  readonly leavesOutPictures: boolean;
  /** Whether there is a document in front, which takes the seals of a preset. */
  readonly canUse: boolean;
}

/** Opens the list of presets (预设) beneath its button: use, keep, rename, remove, hand over by file. */
export function PresetsView({ store, canSave, leavesOutPictures, canUse }: Props): ReactNode {
  const texts = useTexts().presets;
  const presets = useStore(store);
  const { load, dismiss, notice } = presets;
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  useEffect(() => {
    if (isOpen) void load();
  }, [isOpen, load]);
  const toggle = (): void => {
    setOpen(!isOpen);
    dismiss();
  };
  const use = async (name: string): Promise<void> => {
    await presets.use(name);
    if (store.getState().notice === null) setOpen(false);
  };
  return (
    <div className="presets" data-testid="presets">
      <Button aria-expanded={isOpen} aria-controls={list} onPress={toggle}>
        {texts.title} {isOpen ? '▴' : '▾'}
      </Button>
      {isOpen && (
        <section id={list} className="preset-list" aria-label={texts.title}>
          {presets.presets?.length === 0 && <p className="hint">{texts.none}</p>}
          <ul>
            {presets.presets?.map((preset) => (
              <PresetRow
                key={preset.name}
                store={presets}
                preset={preset}
                onUse={canUse ? () => void use(preset.name) : null}
              />
            ))}
          </ul>
          {canSave && (
            <SaveForm
              leavesOutPictures={leavesOutPictures}
              onSave={(name, byKind) => void presets.save(name, byKind)}
            />
          )}
          {notice !== null && <NoticeLine notice={notice} onClose={dismiss} />}
          <div className="button-row">
            <Button kind="quiet" onPress={() => void presets.importFile()}>
              {texts.import}
            </Button>
            {(presets.presets?.length ?? 0) > 0 && (
              <Button kind="quiet" onPress={() => void presets.exportFile(null)}>
                {texts.exportAll}
              </Button>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

interface RowProps {
  readonly store: PresetStore;
  readonly preset: Preset;
  /** Null while no document takes its seals. */
  readonly onUse: (() => void) | null;
}

function PresetRow({ store, preset, onUse }: RowProps): ReactNode {
  const texts = useTexts().presets;
  const { name, seals } = preset;
  const [isEdited, setEdited] = useState(false);
  const [isSure, setSure] = useState(false);
  const [newName, setNewName] = useState(name);
  const toggle = (): void => {
    setEdited(!isEdited);
    setSure(false);
  };
  return (
    <li className="preset-row">
      <div className="preset-head">
        <span className="preset-facts">
          <strong>{name}</strong>
          <span className="hint">{texts.places(sealNames(seals), ruleCount(seals))}</span>
        </span>
        {onUse !== null && (
          <Button aria-label={texts.useNamed(name)} onPress={onUse}>
            {texts.use}
          </Button>
        )}
        <Button kind="quiet" aria-label={texts.edit(name)} aria-expanded={isEdited} onPress={toggle}>
          ⋯
        </Button>
      </div>
      {isEdited && (
        <>
          <TextEntry label={texts.newName} value={newName} maxLength={100} onChange={setNewName} />
          <div className="button-row">
            <Button
              isDisabled={newName.trim() === '' || newName.trim() === name}
              onPress={() => void store.rename(name, newName.trim())}
            >
              {texts.rename}
            </Button>
            <Button onPress={() => void store.exportFile(name)}>{texts.exportOne}</Button>
            <Button onPress={() => (isSure ? void store.remove(name) : setSure(true))}>
              {isSure ? texts.removeSure : texts.remove}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

interface SaveProps {
  readonly leavesOutPictures: boolean;
  readonly onSave: (name: string, byKind: boolean) => void;
}

function SaveForm({ leavesOutPictures, onSave }: SaveProps): ReactNode {
  const texts = useTexts().presets;
  const [name, setName] = useState('');
  const [byKind, setByKind] = useState(false);
  return (
    <div className="preset-save">
      <TextEntry label={texts.name} value={name} maxLength={100} onChange={setName} />
      <label className="check-line">
        <input type="checkbox" checked={byKind} onChange={({ target }) => setByKind(target.checked)} />
        {texts.byKind}
      </label>
      {leavesOutPictures && <p className="hint">{texts.leavesOutPictures}</p>}
      <Button isDisabled={name.trim() === ''} onPress={() => onSave(name.trim(), byKind)}>
        {texts.save}
      </Button>
    </div>
  );
}

interface NoticeProps {
  readonly notice: PresetNotice;
  readonly onClose: () => void;
}

/** Says what came of the last act, and asks before a preset is replaced. */
function NoticeLine({ notice, onClose }: NoticeProps): ReactNode {
  const texts = useTexts().presets;
  if (notice.kind === 'failed') return <ErrorView error={notice.error} title={failedTitle(notice, texts)} />;
  if (notice.kind !== 'taken') return <p role="status">{saidText(notice, texts)}</p>;
  return (
    <div className="notice notice-warning" role="alert">
      <p>{texts.taken(notice.name)}</p>
      <div className="button-row">
        <Button onPress={() => void notice.replace()}>{texts.replace}</Button>
        <Button onPress={onClose}>{texts.keepOld}</Button>
      </div>
    </div>
  );
}

function saidText(
  notice: Extract<PresetNotice, { readonly kind: 'saved' | 'exported' | 'imported' }>,
  texts: Messages['presets'],
): string {
  if (notice.kind !== 'imported') return texts[notice.kind](notice.name);
  return notice.names.length === 0 ? texts.importedNothing : texts.imported(notice.names.join('、'));
}

function failedTitle(
  { error, used }: Extract<PresetNotice, { readonly kind: 'failed' }>,
  texts: Messages['presets'],
): string {
  const seal = error.details?.['seal'];
  if (used === null || typeof seal !== 'string') return texts.failed;
  return texts.cannotUse(used.kind === 'last' ? texts.lastName : used.name, seal);
}

interface OfferProps {
  readonly store: StoreApi<PresetStore>;
  /** Name of the usual preset of the settings, offered when no document like this one was sealed; null for none. */
  readonly usual: string | null;
}

/** Offers to seal the document in front as the last one of its kind; nothing if there was none. */
export function LastOffer({ store, usual }: OfferProps): ReactNode {
  const texts = useTexts().presets;
  const { last, takeLast, use, notice } = useStore(store);
  if (last === null) {
    if (usual === null) return null;
    return (
      <>
        <p className="preset-last" data-testid="usual-preset">
          <span>{texts.usual(usual)}</span>
          <Button onPress={() => void use(usual)}>{texts.use}</Button>
        </p>
        {notice?.kind === 'failed' && notice.used?.kind === 'preset' && (
          <ErrorView error={notice.error} title={failedTitle(notice, texts)} />
        )}
      </>
    );
  }
  return (
    <>
      <p className="preset-last" data-testid="last-placement">
        <span title={last.fileName}>{texts.last(last.fileName, sealNames(last.seals))}</span>
        <Button onPress={() => void takeLast()}>{texts.use}</Button>
      </p>
      {notice?.kind === 'failed' && notice.used?.kind === 'last' && (
        <ErrorView error={notice.error} title={failedTitle(notice, texts)} />
      )}
    </>
  );
}

function sealNames(seals: readonly PresetSeal[]): string {
  return [...new Set(seals.map(({ seal }) => seal.name))].join('、');
}

function ruleCount(seals: readonly PresetSeal[]): number {
  return seals
    .map(({ target }) =>
      target.kind === 'list' ? target.places.length + (target.field === null ? 0 : 1) : 1,
    )
    .reduce((sum, count) => sum + count, 0);
}
