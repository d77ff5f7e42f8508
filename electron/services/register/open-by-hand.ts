import { resultOf, type Result } from '../../shared/result.ts';
import { actOnRecord, certificateOf, type Recorder } from './acts-on-record.ts';
import { keepOpening, type OpeningPorts, type OpeningSigner } from './open-register.ts';
import type { RegisterUpload } from './upload-register.ts';

/** The wish of a holder to open the register at a platform now, before the key serves for anything else. */
export interface OpeningOrder {
  readonly platform: string;
  readonly signer: OpeningSigner;
  readonly tokenSerial: string;
}

export interface OpenByHandPorts extends OpeningPorts {
  readonly recorder: Recorder;
  /** Sends what is signed, and the register after it. */
  readonly upload: (platform: string) => Promise<Result<RegisterUpload>>;
}

/**
 * Opens the register at a platform with a key whose PIN the person has given for this, puts that on record, and uploads
 * the register. An opening that cannot be sent now is sent by the next synchronisation. Fails with the codes of the
 * signer and with those of the upload.
 */
export async function openByHand(
  { platform, signer, tokenSerial }: OpeningOrder,
  ports: OpenByHandPorts,
): Promise<Result<RegisterUpload>> {
  const facts = { certificate: certificateOf(signer.certificate), tokenSerial, reference: platform };
  const sign = (): Promise<Result<void>> => resultOf(() => keepOpening(platform, signer, ports));
  const signed = await actOnRecord('registerOpened', facts, sign, ports.recorder);
  return signed.ok ? ports.upload(platform) : signed;
}
