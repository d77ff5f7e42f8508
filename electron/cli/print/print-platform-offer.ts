import type { BindingOffer } from '../../shared/model/platform-binding.ts';

/** Lists what a person compares before saying yes. */
export function offerLines({
  platform: id,
  name,
  url,
  rootSubject,
  ...offer
}: BindingOffer): readonly string[] {
  const { rootSm3, rootSha256, profile, profileTitle, registerId, dialect } = offer;
  return [
    `平台 platform: ${name}  [${id}]  ${url}`,
    ...(dialect === null ? [] : [`  接口方言 dialect: ${[dialect.name, ...dialect.addresses].join('  ')}`]),
    `  根证书 root: ${rootSubject}`,
    `  SM3 ${rootSm3}`,
    `  SHA-256 ${rootSha256}`,
    `  规定 rules: ${profileTitle === null ? '' : `${profileTitle.zh} ${profileTitle.en} `}${profile}`,
    `  台账编号 register: ${registerId}`,
  ];
}
