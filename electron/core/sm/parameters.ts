/** GM/T 0003.5-2012 (also GB/T 32918.5-2017), clause 2: the recommended curve y² = x³ + ax + b over Fp. */
export const SM2_CURVE = {
  /** prime p */
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  /** coefficient a */
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  /** coefficient b */
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  /** order n of the base point */
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  /** cofactor: the curve has prime order */
  h: 1n,
  /** base point, x */
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  /** base point, y */
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const;

/** GM/T 0009-2012 §10: the signer's identity where none is agreed on; certificates and lists use it too. */
export const DEFAULT_SIGNER_ID = '1234567812345678';

export const SM2_SIGNATURE_LENGTH = 64;
export const SM2_PUBLIC_KEY_LENGTH = 65;
export const SM3_LENGTH = 32;
