import type { Client } from './define.ts';
import { app } from './groups/app.ts';
import { approvals } from './groups/approvals.ts';
import { documents } from './groups/documents.ts';
import { drivers } from './groups/drivers.ts';
import { pin } from './groups/pin.ts';
import { platform } from './groups/platform.ts';
import { pinReset } from './groups/pin-reset.ts';
import { policy } from './groups/policy.ts';
import { register } from './groups/register.ts';
import { seal } from './groups/seal.ts';
import { sealLife } from './groups/seal-life.ts';
import { tokens } from './groups/tokens.ts';
import { trust } from './groups/trust.ts';
import { verify } from './groups/verify.ts';

/** Every channel between the renderer and main, once. Preload, handlers, client and stand-in derive from it. */
export const contract = {
  app,
  documents,
  tokens,
  drivers,
  pin,
  pinReset,
  platform,
  policy,
  seal,
  sealLife,
  verify,
  register,
  approvals,
  trust,
} as const;

export type Contract = typeof contract;

/** What the window's code may ask of main. */
export type Bridge<FileLike> = Client<Contract, FileLike>;
