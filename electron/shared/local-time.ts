/** Writes an ISO 8601 time to the second by the clock on this computer's wall: 2026-11-21 09:41:05. Other text stays as it is. */
export const localSecond = (iso: string): string => written(iso, 'YYYY-MM-DD hh:mm:ss'.length);

/** Writes an ISO 8601 time to the minute by that clock: 2026-11-21 09:41. Other text stays as it is. */
export const localMinute = (iso: string): string => written(iso, 'YYYY-MM-DD hh:mm'.length);

/** Writes an ISO 8601 time as a day of this computer's calendar: 2026-11-21. Other text stays as it is. */
export const localDay = (iso: string): string => written(iso, 'YYYY-MM-DD'.length);

/** Names the time zone of those times, such as Asia/Shanghai. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function written(iso: string, length: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  return `${day} ${clock}`.slice(0, length);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
