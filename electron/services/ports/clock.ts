export interface Clock {
  now(): Date;
}

export type RandomBytes = (length: number) => Uint8Array;
