import type { GlyphFont } from '../../core/seal-picture/glyph-font.ts';
import { drawSealPicture } from '../../core/seal-picture/seal-picture.ts';
import { encodeSealInfoV4 } from '../../core/seal/seal-info.ts';
import { encodeSealV4 } from '../../core/seal/seal.ts';
import type { DemoAuthority } from './authorities.ts';
import type { SealPlan } from './seal-plans.ts';
import type { Validity } from './validity.ts';

/** SES_Header.Vid */
const VENDOR = 'SEALDESK-DEMO';

/** A seal and what the description says of it. */
export interface MadeSeal {
  readonly esId: string;
  readonly plan: SealPlan;
  /** SESeal, DER */
  readonly der: Uint8Array;
}

export interface SealOrder {
  readonly esId: string;
  readonly plan: SealPlan;
  /** The only certificate that may use the seal. */
  readonly certificate: Uint8Array;
  readonly validity: Validity;
}

/** Draws a seal and has its maker sign it as GB/T 38540-2020 (version 4). */
export async function makeSeal(order: SealOrder, font: GlyphFont, maker: DemoAuthority): Promise<MadeSeal> {
  const { esId, plan, certificate, validity } = order;
  const info = encodeSealInfoV4({
    header: { version: 4, vendorId: VENDOR },
    esId,
    property: {
      type: plan.type,
      name: plan.name,
      certificateList: { kind: 'certificates', certificates: [certificate] },
      createdAt: validity.from,
      validFrom: validity.from,
      validTo: validity.to,
    },
    picture: await drawSealPicture(plan.design, font),
    extensions: [],
  });
  const der = encodeSealV4(info, maker.certificate, await maker.key.sign(info));
  return { esId, plan, der };
}
