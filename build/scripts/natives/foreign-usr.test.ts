import { expect, it } from 'vitest';
import { nameOfUsr } from './foreign-usr.mjs';

const wanted = { suite: 'bullseye', purpose: 'compilers', packages: ['g++', 'g++-aarch64-linux-gnu'] };

it('A foreign /usr has another name in the cache when its packages change, and the same in any order of them', () => {
  const name = nameOfUsr(wanted);
  expect(name).toMatch(/^debian-bullseye-compilers-[0-9a-f]{8}$/);
  expect(nameOfUsr({ ...wanted, packages: wanted.packages.toReversed() })).toBe(name);
  expect(nameOfUsr({ ...wanted, packages: [...wanted.packages, 'make'] })).not.toBe(name);
});
