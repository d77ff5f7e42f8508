import { describe, expect, it } from 'vitest';
import {
  administratedBy,
  administratorSchema,
} from '../../../electron/adapters/settings/administrator-settings.ts';
import { registryJson } from '../../../electron/adapters/settings/registry-policy.ts';
import { groupPolicyFiles, presentGroupPolicyFile } from './group-policy.mjs';

const files = groupPolicyFiles();
const admx = files['SealDesk.admx'] ?? '';

/** What the registry holds where an administrator has chosen a value of the templates. */
function read(name: string, written: string): unknown {
  const head =
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\SealDesk]\r\n';
  const { values, problem } = administratedBy(registryJson(`${head}"${name}"=${written}\r\n`));
  expect(problem).toBeNull();
  return Object.entries(values).find(([key]) => key === name)?.[1];
}

/** Returns the policy of a name. */
const policyOf = (name: string): string =>
  new RegExp(`<policy name="${name}"[\\s\\S]*?</policy>`).exec(admx)?.[0] ?? '';

describe('The templates of group policies', () => {
  it.each(Object.keys(files))('in %s are those of the schema', async (name) => {
    // "node build/scripts/generate-group-policy.mjs" makes them anew.
    expect(await presentGroupPolicyFile(name)).toBe(files[name]);
  });

  it('name every member of the schema in both languages', () => {
    for (const name of Object.keys(administratorSchema.shape)) {
      expect(policyOf(name)).toContain('key="SOFTWARE\\Policies\\SealDesk"');
      for (const language of ['zh-CN', 'en-US']) {
        expect(files[`${language}/SealDesk.adml`]).toContain(`<string id="${name}_help">`);
      }
    }
  });

  it('refer to no text that a language lacks', () => {
    for (const language of ['zh-CN', 'en-US']) {
      const texts = files[`${language}/SealDesk.adml`] ?? '';
      for (const [, kind, id] of admx.matchAll(/\$\((string|presentation)\.(\w+)\)/g)) {
        expect(texts).toContain(`<${kind ?? ''} id="${id ?? ''}">`);
      }
    }
  });

  it('write what the program reads', () => {
    for (const name of ['language', 'theme']) {
      const choices = [...policyOf(name).matchAll(/<string>([^<]*)<\/string>/g)].map(
        ([, choice]) => choice ?? '',
      );
      expect(choices.length).toBeGreaterThan(1);
      for (const choice of choices) expect(read(name, `"${choice}"`)).toBe(choice);
    }
    const sizes = [...policyOf('textSize').matchAll(/decimal value="(\d+)"/g)].map(([, size]) =>
      Number(size),
    );
    expect(sizes).toHaveLength(6);
    for (const size of sizes)
      expect(read('textSize', `dword:${size.toString(16).padStart(8, '0')}`)).toBe(size);
    expect(policyOf('approval')).toContain('<enabledValue><decimal value="1"/></enabledValue>');
    expect(read('approval', 'dword:00000001')).toBe(true);
    expect(policyOf('expiredUpdateBundles')).toContain('<enabledValue><decimal value="1"/></enabledValue>');
    expect(read('expiredUpdateBundles', 'dword:00000001')).toBe(true);
    expect(policyOf('updates')).toContain('<enabledValue><string>off</string></enabledValue>');
    expect(read('updates', '"off"')).toBe('off');
    expect(policyOf('modules')).toContain('<multiText');
    expect(policyOf('platforms')).toContain('<text');
    expect(read('platforms', '"[]"')).toEqual([]);
  });
});
