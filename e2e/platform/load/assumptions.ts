/** What the load of a platform follows from. Every number is one that a person can dispute; a day is a working day. */
export interface Assumptions {
  readonly clients: number;
  readonly seals: number;
  /** Seconds of a day in which a client runs. */
  readonly openSeconds: number;
  /** Seconds between two synchronisations, the least and the most. */
  readonly syncSeconds: readonly [number, number];
  readonly usesPerClient: number;
  /** How long a seal and its certificate last. */
  readonly validityDays: number;
  /** Share of the seals that are lost, suspended or cancelled in a year. */
  readonly troublePerYear: number;
  /** Share of the clients that are new, or begin anew, on a day. */
  readonly newClientsPerDay: number;
  /** Bytes of an entry of a revocation list (RFC 5280 §5.1: serial number, date, reason). */
  readonly revocationBytes: number;
  /** Days for which a delta list to a whole one is offered; a client then takes the whole list again. */
  readonly baseDays: number;
  /** Seconds after which a list is issued anew. */
  readonly listSeconds: number;
  /** Caches in front of the platform that do not share what they hold. */
  readonly caches: number;
  /** Seconds for which a cache may answer with a signed page: within that a suspension stays unseen by the feed. */
  readonly cacheSeconds: number;
  /** How much more than the mean comes in the busiest hour. */
  readonly peak: number;
}

/**
 * A large province. The pauses are those of the client (`pauseBeforeSync`: a quarter of an hour and up to a quarter more),
 * the age of lists that of the sandbox; the others are chosen, not measured.
 */
export const PROVINCE: Assumptions = {
  clients: 1_000_000,
  seals: 10_000_000,
  openSeconds: 9 * 3600,
  syncSeconds: [900, 1125],
  usesPerClient: 10,
  validityDays: 3 * 365,
  troublePerYear: 0.005,
  newClientsPerDay: 0.001,
  revocationBytes: 37,
  baseDays: 30,
  listSeconds: 6 * 3600,
  caches: 50,
  cacheSeconds: 60,
  peak: 3,
};

/** Events of a day: a renewal replaces one seal and makes another one active; trouble is one event each. */
export function eventsPerDay({ seals, validityDays, troublePerYear }: Assumptions): number {
  return Math.round((seals / validityDays) * 2 + (seals * troublePerYear) / 365);
}

/** Synchronisations of a client on a day. */
export function syncsPerDay({ openSeconds, syncSeconds: [least, most] }: Assumptions): number {
  return openSeconds / ((least + most) / 2);
}

/** Bytes of a delta list, in the middle of its time: what has been revoked since the whole list. */
export function deltaListBytes(assumptions: Assumptions): number {
  const { seals, troublePerYear, baseDays, revocationBytes } = assumptions;
  return Math.round(((seals * troublePerYear) / 365) * (baseDays / 2) * revocationBytes);
}

/** Bytes of the whole revocation list: certificates that are revoked stay until they expire. */
export function revocationListBytes(assumptions: Assumptions): number {
  const { seals, troublePerYear, validityDays, revocationBytes } = assumptions;
  return Math.round(seals * troublePerYear * (validityDays / 365) * revocationBytes);
}
