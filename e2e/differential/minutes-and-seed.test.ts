import { afterEach, describe, expect, it, vi } from 'vitest';
import { minutesAndSeed } from './minutes-and-seed.ts';

const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

afterEach(() => {
  process.exitCode = undefined;
  vi.clearAllMocks();
});

describe('A random run', () => {
  it('takes its time and seed from the options', () => {
    expect(minutesAndSeed(['--minutes', '0.2', '--seed', '7'], 10)).toEqual({ minutes: 0.2, seed: 7 });
    expect(minutesAndSeed(['--engines'], 3)).toMatchObject({ minutes: 3 });
  });

  it.each([
    ['--minutes', 'ten'],
    ['--minutes', '0'],
    ['--seed', 'x'],
    ['--rounds', '3'],
  ])('does not begin with %s %s, and says which options there are', (...options) => {
    expect(minutesAndSeed(options, 10)).toBeNull();
    expect(process.exitCode).toBe(64);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('npm run fuzz -- [--engines]'));
  });

  it('is explained by --help in place of being begun', () => {
    expect(minutesAndSeed(['--help'], 10)).toBeNull();
    expect(process.exitCode).toBeUndefined();
    expect(printed).toHaveBeenCalledWith(expect.stringContaining('npm run fuzz'));
  });
});
