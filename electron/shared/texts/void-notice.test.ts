import { describe, expect, it } from 'vitest';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { voidNotice } from './void-notice.ts';

const use = sealedEntry(3, {
  office: { contractNumber: 'HT-2026-017', copies: null, department: null, requestNumber: null },
});
const notice = { use, reason: '盖错了文件', received: '示例公司', voidedAt: '2026-11-29T02:00:00.000Z' };

describe('the notice of a void document', () => {
  it('names file, seal, contract, reason and hash, and says that nothing is undone', () => {
    const text = voidNotice(notice, 'zh-CN');
    for (const part of ['示例公司：', use.document?.name, use.seal?.name, 'HT-2026-017', '盖错了文件']) {
      expect(text).toContain(part);
    }
    expect(text).toContain(use.document?.sm3After);
    expect(text).toContain('作废不改变已经发出的内容');
    expect(text).not.toMatch(/无效/);
  });

  it('is addressed to whom it may concern when nobody is known', () => {
    expect(voidNotice({ ...notice, received: '' }, 'en')).toContain('To whom it may concern');
  });
});
