import { describe, expect, it } from 'vitest';
import { readDer } from '../asn1/der-reader.ts';
import {
  writeObjectIdentifier,
  writeSequence,
  writeSingletonSet,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { NAME_OID, ORGANISATION_IDENTIFIER } from '../asn1/identifiers.ts';
import { enterpriseCodeOf } from './enterprise-code.ts';
import { decodeName } from './name.ts';

describe('The code of an enterprise in the subject of a certificate', () => {
  it.each([
    ['a serialNumber', ['91440300MA5EXAMP01'], '91440300MA5EXAMP01'],
    ['an organizationIdentifier with its kind', ['NTRCN-91440300MA5EXAMP01'], '91440300MA5EXAMP01'],
    ['small letters', [' 91440300ma5examp01 '], '91440300MA5EXAMP01'],
    ['the second of two numbers', ['0042', '91440300MA5EXAMP01'], '91440300MA5EXAMP01'],
    ['none', [], null],
    ['a number of another kind', ['914403000000'], null],
    // The sample of GB 11643-1999.
    ['the number of an identity card', ['11010519491231002X'], null],
    ['a code that only looks like an identity card', ['110105194912310021'], '110105194912310021'],
  ])('is read from %s', (_, numbers, expected) => {
    expect(enterpriseCodeOf({ numbers })).toBe(expected);
  });

  it('is read from the attributes of the subject, the organizationIdentifier first', () => {
    const attribute = (type: string, value: string): Uint8Array =>
      writeSingletonSet(writeSequence(writeObjectIdentifier(type), writeUtf8String(value)));
    const subject = writeSequence(
      attribute(NAME_OID.CN, '示例公司'),
      attribute(NAME_OID.serialNumber, '91440300MA5EXAMP02'),
      attribute(ORGANISATION_IDENTIFIER, 'NTRCN-91440300MA5EXAMP01'),
    );
    expect(enterpriseCodeOf(decodeName(readDer(subject, 'subject'), 'subject'))).toBe('91440300MA5EXAMP01');
  });
});
