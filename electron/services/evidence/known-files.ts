import type { Evidence, EvidenceSource } from '../documents/verdict-evidence.ts';

/** A file that existed by a time, as a platform countersigned. Plain data, which crosses threads. */
export interface KnownFile {
  /** SM3 of the file, hexadecimal; null for an entry without one. */
  readonly sm3: string | null;
  readonly existedBy: Date;
}

/** Adds what is known of some files to the evidence of a home; the earlier time counts. */
export function withKnownFiles(source: EvidenceSource, known: readonly KnownFile[]): EvidenceSource {
  if (known.length === 0) return source;
  return async (trustFolder): Promise<Evidence> => {
    const evidence = await source(trustFolder);
    const existedBy = async (sm3: string): Promise<Date | null> => {
      const own = (await evidence.existedBy?.(sm3)) ?? null;
      return earliest([own, ...known.filter((file) => file.sm3 === sm3).map((file) => file.existedBy)]);
    };
    return { ...evidence, existedBy };
  };
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => date?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}
