import type { Language } from '../../shared/model/app-info.ts';

export type Tone = 'good' | 'doubt' | 'bad' | 'neutral';

/** A part of a sheet, from top to bottom. */
export type SheetBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** The result of the whole, in a box. */
  | { readonly kind: 'verdict'; readonly tone: Tone; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      /** Shares of the width, which add up to 1. */
      readonly widths: readonly number[];
      readonly rows: readonly SheetRow[];
    };

export interface SheetRow {
  readonly cells: readonly string[];
  /** Of the second cell. */
  readonly tone?: Tone;
}

/** A paper of text and tables: one content that is written as HTML and drawn as PDF. */
export interface Sheet {
  readonly language: Language;
  readonly title: string;
  /** Stands below the title and on every page. */
  readonly notice: string;
  readonly blocks: readonly SheetBlock[];
}

const ZONE_MS = 8 * 3_600_000;

/** Writes an ISO 8601 time in the time of Beijing, to the second: papers are read where the clock of their maker is unknown. */
export function beijingTime(iso: string, language: Language): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const written = new Date(time + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
  return language === 'en' ? `${written} UTC+8` : `${written}（北京时间）`;
}

/** Writes an ISO 8601 time as a day in Beijing. */
export function beijingDay(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : new Date(time + ZONE_MS).toISOString().slice(0, 10);
}
