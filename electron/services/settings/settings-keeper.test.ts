import { describe, expect, it } from 'vitest';
import { type Administrated, DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { CodedError } from '../../shared/errors.ts';
import { outputPatternOf, SettingsKeeper } from './settings-keeper.ts';

function keeperWith(administrated: Partial<Administrated>, own: Partial<Settings> = {}) {
  const kept: Settings[] = [{ ...DEFAULT_SETTINGS, ...own }];
  const store = {
    read: () => kept.at(-1) ?? DEFAULT_SETTINGS,
    write: (settings: Settings) => void kept.push(settings),
  };
  return { kept, keeper: new SettingsKeeper(store, { values: {}, problem: null, ...administrated }) };
}

describe('the settings of a home', () => {
  it('are kept one by one, and an undefined one stays as it is', async () => {
    const { kept, keeper } = keeperWith({}, { textSize: 125 });
    await keeper.change({ outputPattern: '{name}_{date}', textSize: undefined });
    expect(kept.at(-1)).toEqual({ textSize: 125, outputPattern: '{name}_{date}', defaultPreset: null });
  });

  it('come after those that the administrator has fixed, which nobody changes', async () => {
    const values = { textSize: 150, outputPattern: '{name}_公司', approval: true } as const;
    const { kept, keeper } = keeperWith({ values }, { textSize: 200, defaultPreset: '合同' });
    expect(keeper.view()).toEqual({
      ...{ textSize: 150, outputPattern: '{name}_公司', defaultPreset: '合同', problem: null },
      fixed: ['textSize', 'outputPattern', 'approval'],
    });
    const refused = { error: { code: 'SETTING_FIXED', details: { setting: 'textSize' } } };
    expect(await keeper.change({ textSize: 100, defaultPreset: null })).toMatchObject(refused);
    expect(await keeper.change({ defaultPreset: null })).toMatchObject({ value: { defaultPreset: null } });
    expect(kept).toHaveLength(2);
  });

  it('stay as they are, but for the looks, while the administrator’s cannot be used', async () => {
    const problem = { code: 'ADMINISTRATOR_SETTINGS_DAMAGED', details: { reason: 'JSON' } } as const;
    const { keeper } = keeperWith({ problem });
    expect(await keeper.change({ outputPattern: '{name}' })).toEqual({ ok: false, error: problem });
    expect(await keeper.change({ textSize: 150 })).toMatchObject({ value: { textSize: 150, problem } });
  });

  it('hold no pattern that names no file', async () => {
    const { kept, keeper } = keeperWith({});
    expect(await keeper.change({ outputPattern: '{name}/{x}' })).toMatchObject({
      error: { code: 'BATCH_PATTERN_INVALID' },
    });
    expect(kept).toHaveLength(1);
  });

  it('name the sealed files, unless a person names another pattern that is not fixed', () => {
    const free = keeperWith({}).keeper.view();
    const own = keeperWith({}, { outputPattern: '{name}_a' }).keeper.view();
    const fixed = keeperWith({ values: { outputPattern: '{name}_b' } }).keeper.view();
    expect([free, own, fixed].map((view) => outputPatternOf(view, undefined))).toEqual([
      ...['{name}_已盖章_{date}', '{name}_a', '{name}_b'],
    ]);
    expect([outputPatternOf(own, '{name}_c'), outputPatternOf(fixed, '{name}_b')]).toEqual([
      '{name}_c',
      '{name}_b',
    ]);
    expect(() => outputPatternOf(fixed, '{name}_c')).toThrow(CodedError);
  });
});
