import { base64 } from '@scure/base';
import { decodeSeal } from '../../core/seal/seal.ts';
import { CodedError } from '../../shared/errors.ts';
import type { NewSeal } from '../../shared/model/seal-life.ts';

/**
 * What people see of a seal that a platform has made; null where the platform's octets are none, which storing it
 * would say.
 * @param der SESeal
 */
export function newSealOf(der: Uint8Array): NewSeal | null {
  try {
    const { esId, property, picture } = decodeSeal(der);
    return {
      esId,
      name: property.name,
      validTo: property.validTo.toISOString(),
      widthMm: picture.widthMm,
      heightMm: picture.heightMm,
      pictureType: picture.type.toLowerCase(),
      picture: base64.encode(picture.data),
      storedAt: null,
    };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
