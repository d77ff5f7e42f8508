import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forOlderRuntimes, needsOwnBinding } from './store-binding.mjs';

const gyp = join(resolve(import.meta.dirname, '../../..'), 'node_modules/better-sqlite3/binding.gyp');

describe('the database’s binding', () => {
  it.each([
    ['33.2.1', true],
    ['35.7.5', true],
    ['36.0.0', false],
    ['45.4.1', false],
    ['unknown', false],
    [undefined, false],
  ])('is built for Electron %s: %s', (version, needed) => {
    expect(needsOwnBinding(version)).toBe(needed);
  });

  it('does not require Node-API 10 when it is built for older runtimes', () => {
    const changed = forOlderRuntimes(readFileSync(gyp, 'utf8'));
    expect(changed).toContain("'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'");
    expect(changed).not.toContain('NAPI_VERSION=');
  });

  it('is not built from an unknown form of the source', () => {
    expect(() => forOlderRuntimes("'defines': ['NAPI_VERSION=11']")).toThrow('no longer defines');
  });
});
