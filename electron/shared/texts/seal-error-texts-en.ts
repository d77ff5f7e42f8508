import { errorText, type ErrorText } from './error-text.ts';
import type { SealErrorCode } from './seal-error-code.ts';

/** Translation of the Chinese texts. */
export const sealErrorTextsEn: Readonly<Record<SealErrorCode, ErrorText>> = {
  SEAL_NOT_FOUND: errorText(
    'This seal was not found.',
    'The key that is plugged in does not hold it.',
    'Plug in the key with this seal, or choose another seal.',
  ),
  SEAL_AMBIGUOUS: errorText(
    'More than one seal has this name.',
    'The name alone does not say which one.',
    'Name it by its seal code.',
  ),
  SEAL_DAMAGED: errorText(
    'The seal is damaged.',
    'Its data on the key cannot be read.',
    'Ask the seal maker to issue it again.',
  ),
  SEAL_PICTURE_UNSUPPORTED: errorText(
    'The picture of the seal cannot be used.',
    'It is not PNG, JPEG, GIF or BMP, or it is damaged.',
    'Ask the seal maker for another picture.',
  ),
  SEAL_EXPIRED: errorText(
    'The seal has expired.',
    'Its period of validity is over.',
    'Ask the seal maker to renew it.',
  ),
  SEAL_NOT_YET_VALID: errorText(
    'The seal is not valid yet.',
    'Its period of validity has not begun.',
    'Use it after that date, and check the computer’s date.',
  ),
  SEAL_CERTIFICATE_NOT_LISTED: errorText(
    'The seal and the certificate do not match.',
    'The seal’s list of certificates lacks this one; most likely the certificate was renewed and the seal was not.',
    'Ask the seal maker to renew the seal.',
  ),
  SEAL_SUPERSEDED_CERTIFICATE: errorText(
    'The certificate was renewed without a new seal: have the seal made anew.',
    'This seal belongs to the certificate before its renewal; it is kept as history and cannot seal any more.',
    'Ask the seal maker to make the seal for the new certificate.',
  ),
  SEAL_REPLACED: errorText(
    'This seal was replaced by a new one.',
    'It was made anew for the renewed certificate; this one is kept as history.',
    'Choose the new seal of the same name.',
  ),
  SEAL_UNCONFIRMED: errorText(
    'The picture of the seal is not confirmed yet.',
    'The holder confirms the picture of a new seal before its first use.',
    'Look at the picture and confirm it, then seal; if it is wrong, contact the seal maker.',
  ),
  SEAL_VERSION_UNSUPPORTED: errorText(
    'A seal of this version cannot make new signatures.',
    'It follows the standard of 2014 (GM/T 0031-2014), which is only verified.',
    'Ask the seal maker for a seal of the present standard (GB/T 38540-2020).',
  ),
  SEAL_FILES_NOT_ALLOWED: errorText(
    'The policy does not allow seals from files.',
    'Only seals on a USB key are accepted here.',
    'Use a seal on the key, or ask an administrator to change the policy.',
  ),
  SEAL_MAKER_UNTRUSTED: errorText(
    'The maker of the seal is not trusted.',
    'The trust folder holds no certificate that proves who the maker is.',
    'Check where the seal comes from; an administrator can then put the root certificate into the trust folder.',
  ),
  CERTIFICATE_NOT_FOUND: errorText(
    'This certificate was not found.',
    'No key that is plugged in holds a certificate of this name or serial number.',
    'List the certificates with the tokens command.',
  ),
  CERTIFICATE_AMBIGUOUS: errorText(
    'More than one certificate fits.',
    'The name alone does not say which one.',
    'Name it by its serial number and by the serial number of its key.',
  ),
  CERTIFICATE_DAMAGED: errorText(
    'The certificate is damaged.',
    'Its data cannot be read.',
    'Ask the issuer to provide it again.',
  ),
  CERTIFICATE_EXPIRED: errorText(
    'The certificate has expired.',
    'Its period of validity is over.',
    'Ask the issuer to renew it, then renew the seal.',
  ),
  CERTIFICATE_NOT_YET_VALID: errorText(
    'The certificate is not valid yet.',
    'Its period of validity has not begun.',
    'Use it after that date, and check the computer’s date.',
  ),
  CERTIFICATE_REVOKED: errorText(
    'The certificate is revoked.',
    'The issuer’s revocation list names it.',
    'Contact the issuer; this certificate cannot seal any more.',
  ),
  CERTIFICATE_NOT_FOR_SIGNING: errorText(
    'This certificate is not made for sealing.',
    'Its usage does not include digital signatures (it may be an encryption certificate).',
    'Use the signing certificate on the same key, or contact the issuer.',
  ),
  CERTIFICATE_UNTRUSTED: errorText(
    'The issuer of the certificate is not trusted.',
    'The trust folder does not hold its issuer.',
    'Check where it comes from; an administrator can then put the root certificate into the trust folder.',
  ),
  KEY_KIND_UNSUPPORTED: errorText(
    'This kind of key cannot do that.',
    'Seals take SM2 keys; ordinary signatures take RSA, P-256 or P-384 keys.',
    'Choose a certificate that fits.',
  ),
};
