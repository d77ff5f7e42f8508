import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { driverNamed } from './tokens.ts';

const [one, other, third] = ['one/driver.dll', 'other/driver.dll', 'third.dll'].map((path) => resolve(path));
const shown = [one, other, third].flatMap((path) => path ?? []);

it('A driver is named by its path, or by its file name where no other driver has it', () => {
  expect(driverNamed('third.dll', shown)).toBe(third);
  expect(driverNamed(join('other', 'driver.dll'), shown)).toBe(other);
  expect(driverNamed('unknown.dll', shown)).toBe('unknown.dll');
});

it('A file name of several drivers chooses none of them', () => {
  expect(() => driverNamed('driver.dll', shown)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
