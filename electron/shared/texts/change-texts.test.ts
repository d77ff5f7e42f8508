import { describe, expect, it } from 'vitest';
import type { ChangedArea, RevisionEntry } from '../model/document-details.ts';
import { changeLines, revisionsSince, revisionTitle } from './change-texts.ts';

const added: ChangedArea = { change: 'annotationAdded', page: 1, area: null, name: null };
const filled: ChangedArea = { change: 'fieldFilled', page: 0, area: null, name: '金额' };
const revision = (facts: Partial<RevisionEntry>): RevisionEntry => ({
  ...{ number: 2, bytes: 1, sm3: '', signatures: [], time: null, changes: [], moreChanges: 0 },
  ...{ hasValidationData: false, hasInformation: false },
  ...facts,
});

describe('changeLines', () => {
  it('Each change is said with its page and its field, the same change once with its count', () => {
    const revisions = [
      revision({ changes: [filled, added] }),
      revision({ changes: [added], moreChanges: 3 }),
    ];
    expect(changeLines(revisions, 'zh-CN')).toEqual([
      '第1页：填写或更改表单域“金额”',
      '第2页：新增批注（2 处）',
      '另有 3 处',
    ]);
    expect(changeLines(revisions, 'en')[0]).toBe('Page 1: Form field filled or changed “金额”');
  });

  it('A revision that cannot be compared is never passed over', () => {
    expect(changeLines([revision({ changes: null })], 'zh-CN')).toEqual(['改了什么无法判明']);
  });
});

describe('revisionTitle', () => {
  it.each<[Partial<RevisionEntry>, string]>([
    [{ number: 1 }, '生成文件'],
    [{ hasValidationData: true }, '加入验证资料（证书、名单）'],
    [{ changes: [added], hasValidationData: true }, '加入验证资料（证书、名单） · 文件被改动'],
    [{ changes: null }, '文件被改动'],
    [{ hasInformation: true }, '文件属性更新'],
    [{}, '其他增补，页面没有变化'],
  ])('The title says what a revision brought (%#)', (facts, title) => {
    expect(revisionTitle(revision(facts), [], () => '', 'zh-CN')).toBe(title);
  });
});

describe('revisionsSince', () => {
  it('The revisions after a signature are those behind the one that it ends', () => {
    const revisions = [revision({ number: 1 }), revision({ signatures: [0] }), revision({ number: 3 })];
    expect(revisionsSince(revisions, 0).map(({ number }) => number)).toEqual([3]);
    expect(revisionsSince(revisions, 1)).toEqual([]);
  });
});
