import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputPathFor } from './output-path.ts';

const folder = join('documents', 'contracts');
const pathFor = (name: string, taken: readonly string[]): string =>
  outputPathFor(join(folder, name), (path) => taken.includes(path));

describe('outputPathFor', () => {
  it('adds the word to the name', () => {
    expect(pathFor('采购合同.pdf', [])).toBe(join(folder, '采购合同_已盖章.pdf'));
  });

  it('adds a number from 2 on when names are taken', () => {
    const taken = [join(folder, 'a_已盖章.pdf'), join(folder, 'a_已盖章(2).pdf')];
    expect(pathFor('a.pdf', taken)).toBe(join(folder, 'a_已盖章(3).pdf'));
  });

  it('shows in the name how often a document was sealed', () => {
    const sealed = join(folder, 'a_已盖章.pdf');
    expect(pathFor('a_已盖章.pdf', [sealed])).toBe(join(folder, 'a_已盖章_已盖章.pdf'));
  });

  it('adds an extension to a file without one', () => {
    expect(pathFor('scan', [])).toBe(join(folder, 'scan_已盖章.pdf'));
  });
});
