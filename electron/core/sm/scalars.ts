import { fromHex, toHex } from '../bytes/hex.ts';

/** The unsigned number that octets hold, most significant first. */
export function numberOfOctets(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${toHex(octets)}`);
}

/** A field element or scalar as 32 octets, most significant first. */
export function octetsOfNumber(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0'));
}
