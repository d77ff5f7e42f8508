import { createContext, use } from 'react';
import type { Language } from '../../../electron/shared/model/app-info.ts';
import { inEachLanguage, text } from '../../../electron/shared/texts/bilingual.ts';
import { approvalTexts } from './approval-texts.ts';
import { besideTexts } from './beside-texts.ts';
import { bindingTexts } from './binding-texts.ts';
import { conversionTexts } from './conversion-texts.ts';
import { copyPanelTexts } from './copy-texts.ts';
import { documentTexts } from './document-texts.ts';
import { archiveStampTexts } from './archive-stamp-texts.ts';
import { exportTexts } from './export-texts.ts';
import { officeTexts } from './office-texts.ts';
import { guideTexts } from './guide-texts.ts';
import { findTexts } from './find-texts.ts';
import { handoverTexts } from './handover-texts.ts';
import { linkTexts } from './link-texts.ts';
import { pinResetTexts } from './pin-reset-texts.ts';
import { pinTexts } from './pin-texts.ts';
import { placingTexts } from './placing-texts.ts';
import { platformTexts } from './platform-texts.ts';
import { policyTexts } from './policy-texts.ts';
import { preflightViewTexts } from './preflight-texts.ts';
import { presetTexts } from './preset-texts.ts';
import { queueTexts } from './queue-texts.ts';
import { auditViewTexts } from './audit-view-texts.ts';
import { registerTexts } from './register-texts.ts';
import { sealLifeTexts } from './seal-life-texts.ts';
import { sealsViewTexts } from './seals-view-texts.ts';
import { sealingTexts, trustedTimeTexts } from './sealing-texts.ts';
import { shortcutTexts } from './shortcut-texts.ts';
import { settingsTexts, welcomeTexts } from './settings-texts.ts';
import { driverTexts, tokenTexts } from './token-texts.ts';
import { trustListTexts } from './trust-list-texts.ts';
import { verifyManyTexts } from './verify-many-texts.ts';
import { verifyTexts } from './verify-texts.ts';

/** Every text of the window, by language. */
export const messages = inEachLanguage({
  appName: text('印签台', 'SealDesk'),
  places: {
    documents: text('文档', 'Document'),
    verify: text('验章', 'Verify'),
    seals: text('印章', 'Seals'),
    register: text('台账', 'Register'),
    settings: text('设置', 'Settings'),
  },
  notice: {
    text: text('告知函', 'Notice'),
    copy: text('复制', 'Copy'),
    copied: text('已复制。', 'Copied.'),
    save: text('另存为文件', 'Save as a file'),
    saved: text('已保存。', 'Saved.'),
  },
  placesLabel: text('功能区', 'Places'),
  statusLabel: text('状态', 'Status'),
  closeNotice: text('关闭提示', 'Close this notice'),
  errorCode: text(
    (code: string) => `代码 ${code}`,
    (code) => `Code ${code}`,
  ),
  panel: {
    label: text('侧栏', 'Side panel'),
    sealTab: text('盖章', 'Seal'),
    verifyTab: text('验章', 'Verify'),
  },
  status: {
    key: text(
      (label: string, state: string) => `${label} · ${state}`,
      (label, state) => `${label} · ${state}`,
    ),
    moreKeys: text(
      (count: number) => `${count} 个 USB Key · 已插入`,
      (count) => `${count} USB keys · plugged in`,
    ),
    noKey: text('USB Key · 未插入', 'USB key · not plugged in'),
    listAsOf: text(
      (date: string) => `撤销列表截至 ${date}`,
      (date) => `Revocation list as of ${date}`,
    ),
    noList: text('没有撤销列表', 'No revocation list'),
  },
  documents: documentTexts,
  links: linkTexts,
  conversion: conversionTexts,
  find: findTexts,
  guide: guideTexts,
  shortcuts: shortcutTexts,
  copies: copyPanelTexts,
  seal: sealingTexts,
  placing: placingTexts,
  beside: besideTexts,
  presets: presetTexts,
  preflight: preflightViewTexts,
  trustedTime: trustedTimeTexts,
  verify: verifyTexts,
  verifyMany: verifyManyTexts,
  queue: queueTexts,
  exports: exportTexts,
  archiveStamp: archiveStampTexts,
  tokens: tokenTexts,
  drivers: driverTexts,
  pin: pinTexts,
  pinReset: pinResetTexts,
  sealLife: sealLifeTexts,
  sealsViews: sealsViewTexts,
  handover: handoverTexts,
  approvals: approvalTexts,
  offices: officeTexts,
  register: registerTexts,
  auditView: auditViewTexts,
  platform: platformTexts,
  binding: bindingTexts,
  policy: policyTexts,
  trustLists: trustListTexts,
  settings: settingsTexts,
  welcome: welcomeTexts,
});

/** The texts of the window in one language. */
export type Messages = (typeof messages)[Language];

/** The language of the window; texts, dates and numbers follow it. */
export const LanguageContext = createContext<Language>('zh-CN');

export function useLanguage(): Language {
  return use(LanguageContext);
}

/** Returns the texts of the window in its present language. */
export function useTexts(): Messages {
  return messages[useLanguage()];
}
