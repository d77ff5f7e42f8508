import { describe, expect, it } from 'vitest';
import { splitSealName } from './seal-name.ts';

const COMPANY = '深圳市示例云帆科技有限公司';

describe('splitSealName', () => {
  it.each([
    [
      'the holder of the certificate',
      '某某集团总部合同专用章',
      ['CN=某某集团总部, C=CN'],
      '合同专用章',
      '某某集团总部',
    ],
    [
      'the longer of two holders',
      `${COMPANY}广州分公司公章`,
      [`O=${COMPANY}, CN=${COMPANY}广州分公司`],
      '公章',
      `${COMPANY}广州分公司`,
    ],
    ['a company that no certificate names', `${COMPANY}行政专用章`, ['CN=别的单位'], '行政专用章', COMPANY],
    [
      'a branch that no certificate names',
      `${COMPANY}广州分公司财务专用章`,
      [],
      '财务专用章',
      `${COMPANY}广州分公司`,
    ],
  ])('parts %s from the kind', (_what, name, subjects, kind, holder) => {
    expect(splitSealName(name, subjects)).toEqual({ kind, holder });
  });

  it.each(['合同专用章', '林知远', COMPANY, ''])('leaves “%s” whole', (name) => {
    expect(splitSealName(name, [`CN=${name}`])).toEqual({ kind: name, holder: '' });
  });
});
