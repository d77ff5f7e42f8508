import { issueTimeStamp } from '../../../electron/core/timestamp/issue-time-stamp.ts';
import type { Office } from '../office.ts';

/** An object identifier of the demonstration: RFC 4122-based arcs (2.25) belong to nobody else. */
const POLICY = '2.25.329800735698586629295641978511506172918.1';
const ACCURACY_SECONDS = 1;
const SERIAL_LENGTH = 12;

/** Answers a time-stamp request (RFC 3161). @returns TimeStampResp, DER */
export function stamp(office: Office, request: Uint8Array): Promise<Uint8Array> {
  const { engine, authorities, clock, random } = office;
  const { certificate, key } = authorities.timeStamper;
  return issueTimeStamp(request, {
    engine,
    certificate,
    sign: key.sign,
    policy: POLICY,
    accuracySeconds: ACCURACY_SECONDS,
    now: () => clock.now(),
    nextSerial: () => random(SERIAL_LENGTH),
  });
}
