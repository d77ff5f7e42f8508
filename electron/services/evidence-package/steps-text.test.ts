import { describe, expect, it } from 'vitest';
import { text } from '../../shared/texts/bilingual.ts';
import { stepsText } from './steps-text.ts';

describe('The steps of a package', () => {
  it('keep a name that breaks lines or turns the direction of text within its sentence', () => {
    const name = 'CN=甲\n    rm -rf work\u2028\u202e';
    const title = text(`签章 1：${name}`, `Seal 1: ${name}`);
    const written = stepsText([{ title, command: 'test 1 = 1', holds: true }]);
    const commands = written.split(/[\n\r\u2028\u2029]/u).filter((line) => line.startsWith('    '));
    expect(commands).toEqual(['    mkdir -p work', '    test 1 = 1']);
    expect(written).not.toContain('\u202e');
  });
});
