import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { locateSignatures } from '../locate-signatures.ts';
import { coveredRange } from './covered-range.ts';

const { sealedBy, only } = await makeHarness();
const sealed = await sealedBy();
const text = latin1Text(sealed);
const [whole = '', start = '', gapStart = '', gapEnd = '', length = ''] =
  /\/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) *\] */.exec(text) ?? [];

/** Replaces one part of the file by another of the same length, which moves nothing. */
function edited(part: string, replacement: string): Uint8Array {
  if (!text.includes(part) || replacement.length > part.length) throw new Error(`cannot edit ${part}`);
  return latin1Bytes(text.replace(part, replacement.padEnd(part.length)));
}

function ruleOf(bytes: Uint8Array): string {
  const source = memorySource(bytes);
  const document = openPdf(source);
  const [located] = locateSignatures(document);
  if (located === undefined) return 'not located';
  const range = coveredRange(source, document, located.dictionary);
  return 'rule' in range ? `${range.code} ${range.rule}` : 'in order';
}

/** Replaces the tokens of /ByteRange in their room. */
const withRange = (...tokens: readonly string[]): Uint8Array =>
  edited(whole, `/ByteRange[${tokens.join(' ')}]`);

describe('/ByteRange', () => {
  it('of a sealed file is in order', () => {
    expect(ruleOf(sealed)).toBe('in order');
    expect([start, Number(gapEnd) + Number(length)]).toEqual(['0', sealed.length]);
  });

  it.each<[string, readonly string[], string]>([
    ['that starts later', ['1', gapStart, gapEnd, length], 'bounds'],
    ['of three numbers', ['0', gapStart, gapEnd], 'fourIntegers'],
    ['of five numbers', ['0', gapStart, gapEnd, '1', '1'], 'fourIntegers'],
    ['with a sign', ['0', gapStart, gapEnd, '-1'], 'fourIntegers'],
    ['with a fraction', ['0', gapStart, gapEnd, '1.0'], 'fourIntegers'],
    ['with a reference', ['0', '1', '1 0 R'], 'fourIntegers'],
    ['of nothing', [], 'fourIntegers'],
    ['without a first part', ['0', '0', gapEnd, length], 'bounds'],
    ['whose parts overlap', ['0', gapEnd, gapStart, length], 'bounds'],
    ['beyond the end', ['0', gapStart, gapEnd, '99999'], 'bounds'],
    ['that ends within the file', ['0', gapStart, gapEnd, '10'], 'revisionEnd'],
    ['whose gap begins too early', ['0', String(Number(gapStart) - 1), gapEnd, length], 'gap'],
    ['whose gap ends too late', ['0', gapStart, String(Number(gapEnd) + 1), '10'], 'gap'],
  ])('%s', (_name, tokens, rule) => {
    expect(ruleOf(withRange(...tokens))).toBe(`BYTE_RANGE_INVALID ${rule}`);
  });

  it('is refused if it ends between two revisions', () => {
    const shorter = String(Number(length) - 20);
    expect(ruleOf(withRange(start, gapStart, gapEnd, shorter))).toBe('BYTE_RANGE_INVALID revisionEnd');
  });

  it('is refused if it is missing', () => {
    expect(ruleOf(edited('/ByteRange', '/ByteRangX'))).toBe('BYTE_RANGE_INVALID missing');
  });

  it('is refused beside another key that occurs twice', () => {
    expect(ruleOf(edited(whole, '/Contents<>/Contents<>'))).toBe('FORMAT_FAILURE duplicateKey');
  });
});

describe('/Contents', () => {
  const digits = text.slice(Number(gapStart), Number(gapStart) + 40);

  it.each([
    ['with white space in it', digits.replace(/.$/, ' '), 'CONTENTS_INVALID notHexadecimal'],
    ['that is missing', null, 'CONTENTS_INVALID missing'],
  ])('%s', (_name, replacement, outcome) => {
    const bytes = replacement === null ? edited('/Contents <', '/ContentX <') : edited(digits, replacement);
    expect(ruleOf(bytes)).toBe(outcome);
  });

  it('is refused as a literal string', () => {
    const literal = text.slice(Number(gapStart), Number(gapEnd)).replace(/^</, '(').replace(/>$/, ')');
    expect(ruleOf(edited(text.slice(Number(gapStart), Number(gapEnd)), literal))).toBe(
      'CONTENTS_INVALID notHexadecimal',
    );
  });

  it.each([
    ['empty', '<>'],
    ['null', 'null'],
    ['zero', '<00>'],
  ])('that is %s makes the signature invalid', async (_name, value) => {
    const token = text.slice(Number(gapStart), Number(gapEnd));
    expect((await only(edited(token, value))).verdict).toBe('invalid');
  });
});
