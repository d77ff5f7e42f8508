import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { GUANGDONG } from './profiles/guangdong.ts';
import { GUANGXI } from './profiles/guangxi.ts';
import { KAIFENG } from './profiles/kaifeng.ts';
import { SUQIAN } from './profiles/suqian.ts';
import { ZHONGSHAN } from './profiles/zhongshan.ts';

/** The jurisdictions whose texts were at hand. */
export const SHIPPED_PROFILES: readonly PolicyProfile[] = [ZHONGSHAN, SUQIAN, GUANGDONG, GUANGXI, KAIFENG];
