import { describe, expect, it } from 'vitest';
import { invoiceDataOf } from './invoice-data.ts';

const INVOICE = {
  发票代码: '033002000211',
  发票号码: '83089647',
  开票日期: '2020年07月23日',
  合计金额: '510.68',
  合计税额: '15.32',
  购买方纳税人识别号: '91320115MA202UKD7X',
  销售方名称: '示例科技\u202e有限公司',
};
const read = (values: Readonly<Record<string, string>>) => invoiceDataOf(new Map(Object.entries(values)));

describe('The data of an invoice', () => {
  it('has names before numbers, and adds the sum where it is not written', () => {
    expect(read(INVOICE)).toEqual({
      ...{ number: '83089647', code: '033002000211', issuedOn: '2020年07月23日', total: '526.00' },
      ...{ seller: '示例科技 有限公司', buyer: '91320115MA202UKD7X' },
    });
    expect(read({ ...INVOICE, 价税合计: '526.01' })?.total).toBe('526.01');
  });

  it.each([
    ['no number', { ...INVOICE, 发票号码: '' }],
    ['no day', { ...INVOICE, 开票日期: ' ' }],
    ['a number as long as a letter', { ...INVOICE, 发票号码: '1'.repeat(200) }],
  ])('is null with %s', (_what, values) => {
    expect(read(values)).toBeNull();
  });

  it.each(['about 500', '-1', '1e9'])('adds no sum of %s', (amount) => {
    expect(read({ ...INVOICE, 合计金额: amount })?.total).toBeNull();
  });
});
