import { expect, it } from 'vitest';
import { ORDER, sm3Of, StandInOffice } from './fixtures/stand-in-office.ts';
import { resultsTable } from './results-table.ts';

it('The results of a batch are a table in words of the language, with local times', async () => {
  const office = new StandInOffice({ '/in/合同,1.pdf': 'c1', '/in/坏.pdf': 'text' });
  const { batch, go } = office.start();
  await batch.add(['/in']);
  await batch.check(ORDER);
  await go();
  const local = new Date('2026-11-27T08:00:00.000Z').toLocaleString('sv');
  const [head, first, second, end] = resultsTable(batch.items, 'zh-CN').split('\r\n');
  expect(head).toMatch(/^\u{feff}序号,文件,文件夹,页数,盖章处数,结果,原因,/u);
  expect(first).toBe(
    `1,"合同,1.pdf",/in,4,1,已盖章,,"/out/合同,1_已盖章_20261127.pdf",${local},,${sm3Of('c1')},${sm3Of('c1+seal1')},`,
  );
  expect(second).toBe('2,坏.pdf,/in,,,不能盖章,这不是 PDF 或 OFD 文件。,,,,,,NOT_A_PDF');
  expect(end).toBe('');
  expect(resultsTable(batch.items, 'en')).toContain(',Refused,This is no PDF or OFD file.,');
});
