export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  /** True once the person has read the page of the first start. */
  readonly welcomed: boolean;
  /** 仅验章: the window shows what verifying needs, for who has neither key nor platform. */
  readonly verifyOnly: boolean;
}
