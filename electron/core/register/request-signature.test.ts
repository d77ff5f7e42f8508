import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import {
  readSignatureInput,
  readSignatureValue,
  SIGNATURE_HEADERS,
  signatureBase,
  signatureHeaders,
  type SignedRequest,
} from './request-signature.ts';

const REQUEST: SignedRequest = {
  ...{ platform: 'demo', registerId: 'r1', method: 'POST', path: '/v1/usage-records', query: '' },
  ...{ body: utf8Bytes('abc'), created: 1_764_359_628, nonce: '0123456789abcdef0123456789abcdef' },
};

describe('The signature of a register’s request', () => {
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });

  it('covers what openapi.yaml says, with the SM3 of GB/T 32905 example 1', () => {
    const parameters =
      '("@method" "@path" "@query" "content-digest");created=1764359628;nonce="0123456789abcdef0123456789abcdef"' +
      ';keyid="r1";alg="sm2sm3";tag="sealdesk-register-1/demo"';
    expect(utf8Text(signatureBase(REQUEST, engine)).split('\n')).toEqual([
      '"@method": POST',
      '"@path": /v1/usage-records',
      '"@query": ?',
      '"content-digest": sm3=:Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA=:',
      `"@signature-params": ${parameters}`,
    ]);
  });

  it('is read back from its headers', () => {
    const value = new Uint8Array(64).fill(9);
    const headers = signatureHeaders(REQUEST, value, engine);
    const { platform, registerId, created, nonce } = REQUEST;
    expect(readSignatureInput(headers[SIGNATURE_HEADERS.input] ?? '')).toEqual({
      ...{ platform, registerId, created, nonce },
    });
    expect(readSignatureValue(headers[SIGNATURE_HEADERS.signature] ?? '')).toEqual(value);
  });

  it.each([
    ['covers no body', (input: string) => input.replace(' "content-digest"', '')],
    ['names another algorithm', (input: string) => input.replace('sm2sm3', 'hmac-sha256')],
    ['is made for another purpose', (input: string) => input.replace('sealdesk-register-1', 'other')],
    ['has a second signature behind it', (input: string) => `${input}, ${input}`],
    ['has a short nonce', (input: string) => input.replace(/nonce="[0-9a-f]+"/, 'nonce="00"')],
    ['is empty', () => ''],
  ])('is not read when it %s', (_, change) => {
    const headers = signatureHeaders(REQUEST, new Uint8Array(64), engine);
    expect(readSignatureInput(change(headers[SIGNATURE_HEADERS.input] ?? ''))).toBeNull();
  });

  it.each(['', 'register=:AA==:', 'other=:AA:'])('is not read from the value %j', (value) => {
    expect(readSignatureValue(value)).toBeNull();
  });
});
