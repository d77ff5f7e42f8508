/**
 * Every outcome of a check. Codes that DSS (ETSI EN 319 102-1) has a word for use that word, so that reports
 * can be compared; the others are ours. Grouped by the check that says them.
 */
export const REASON_CODES = [
  // plain outcomes
  'OK',
  'NOT_CHECKED',
  // integrity: structure of file and signature dictionary, and the document's hash
  'FORMAT_FAILURE',
  'BYTE_RANGE_INVALID',
  'CONTENTS_INVALID',
  'PDF_STRUCTURE_DAMAGED',
  'DOCUMENT_ENCRYPTED',
  'HASH_FAILURE',
  'UNSUPPORTED_SIGNATURE_FORMAT',
  // signature: the signer's signature value
  'SIG_CRYPTO_FAILURE',
  'SIGNATURE_ALGORITHM_UNSUPPORTED',
  'SIGNATURE_RAW_ENCODING',
  // seal
  'SEAL_TAMPERED',
  'SEAL_CERTIFICATE_MISMATCH',
  'SEAL_EXPIRED_AT_SIGNING',
  'SEAL_NOT_YET_VALID_AT_SIGNING',
  'SEAL_EXPIRED_SINCE',
  'SEAL_NOT_YET_VALID',
  'SEAL_MAKER_UNTRUSTED',
  'SEAL_MAKER_CERTIFICATE_INVALID',
  'SEAL_MAKER_REVOKED',
  // certificate
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CHAIN_SIGNATURE_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'KEY_USAGE_FAILURE',
  'EXPIRED',
  'NOT_YET_VALID',
  'OUT_OF_BOUNDS_NO_POE',
  // revocation
  'REVOKED',
  'REVOKED_NO_POE',
  'REVOKED_SINCE',
  'NO_REVOCATION_DATA',
  'TRY_LATER',
  'REVOCATION_LIST_INVALID',
  // time
  'TIME_CLAIMED_ONLY',
  'TIME_PROVEN',
  'TIME_STAMP_UNPROVEN',
  'TIME_STAMP_INVALID',
  'TIME_IN_FUTURE',
  // modification and coverage
  'SEALED_AGAIN_SINCE',
  'EXTENDED_SINCE',
  'MODIFIED_SINCE',
  'CHANGES_UNEXPLAINED',
  'COVERS_WHOLE_FILE',
  'COVERS_REVISION',
  'COVERAGE_INCOMPLETE',
  // appearance
  'NO_APPEARANCE',
  'APPEARANCE_MISMATCH',
  'APPEARANCE_SIZE_MISMATCH',
  'APPEARANCE_UNRECOGNISED',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];
