import { nameOf } from '../../../electron/shared/glossary.ts';
import type { BindingStanding } from '../../../electron/shared/model/platform-binding.ts';
import { type Bilingual, text } from '../../../electron/shared/texts/bilingual.ts';

const standings: Readonly<Record<BindingStanding, Bilingual<string>>> = {
  bound: text('已绑定', 'Bound'),
  toBind: text('尚未绑定', 'Not bound yet'),
  former: text('已解除绑定', 'Unbound'),
  lost: text('平台设置中已没有', 'Gone from the settings'),
};

/** Texts of the bindings to platforms, and of what bars sealing in a bound world. */
export const bindingTexts = {
  title: nameOf('binding'),
  hint: text(
    '绑定后，只按这里核对过的平台盖章和同步；平台设置、规定文件被改动或删除时，盖章立即停止。绑定和解除都记入台账。',
    'Once bound, sealing and synchronisation go by the platform as it was checked here; when its settings or rules are changed or removed, nothing is sealed. Binding and unbinding go into the register.',
  ),
  barred: text('以下改动使盖章停止', 'These changes bar sealing'),
  standing: text('绑定状态', 'Standing'),
  standings,
  boundSince: text(
    (time: string) => `已绑定，自 ${time}`,
    (time) => `Bound since ${time}`,
  ),
  unboundAt: text(
    (time: string, reason: string) => `已于 ${time} 解除，理由：${reason}`,
    (time, reason) => `Unbound ${time}: ${reason}`,
  ),
  name: text('平台名称', 'Name'),
  address: text('地址', 'Address'),
  dialect: text('接口方言', 'Dialect'),
  root: text('根证书', 'Root certificate'),
  rootSm3: text('根证书指纹（SM3）', 'Root fingerprint (SM3)'),
  rootSha256: text('根证书指纹（SHA-256）', 'Root fingerprint (SHA-256)'),
  profile: text('规定编号', 'Rules (id)'),
  rules: text('适用的规定', 'Rules that apply'),
  rulesUnknown: text('本机没有这份规定', 'not known on this computer'),
  registerId: text('本机台账编号', 'Register of this computer'),
  check: text('核对并绑定', 'Check and bind'),
  checkText: text(
    '请对照平台书面提供的信息逐项核对，尤其是根证书指纹。不一致时不要绑定。',
    'Compare each line with what the platform gave you in writing, above all the root fingerprint. If anything differs, do not bind.',
  ),
  bind: text('核对一致，绑定', 'It agrees: bind'),
  unbind: text('解除绑定', 'Unbind'),
  unbindText: text(
    '解除后不再与这个平台同步。已知的停用、注销仍然有效。',
    'This computer no longer synchronises with the platform then. What is known of suspended and cancelled seals stays.',
  ),
  remove: text('移除平台', 'Remove the platform'),
  removeText: text(
    '移除后不再与这个平台同步，绑定同时解除。已知的停用、注销仍然有效；需要时可以重新添加。',
    'This computer no longer synchronises with the platform then, and the binding ends. What is known of suspended and cancelled seals stays; the platform can be added again.',
  ),
  reason: text('理由（必填，记入台账）', 'Reason (required; goes into the register)'),
  cancel: text('取消', 'Cancel'),
  notice: text(
    (names: string) => `平台“${names}”尚未绑定，绑定前不能盖章。`,
    (names) => `The platform “${names}” is not bound yet; nothing is sealed until it is.`,
  ),
  noticeShow: text('去核对', 'Check it'),
  parts: {
    file: text('文件', 'File'),
    list: text('列表', 'List'),
    field: text('改动的项', 'What changed'),
    bound: text('绑定时', 'When bound'),
    found: text('现在', 'Now'),
    platform: text('平台', 'Platform'),
  },
  fields: {
    root: text('根证书指纹', 'root fingerprint'),
    profile: text('规定编号', 'rules'),
    url: text('地址', 'address'),
    name: text('名称', 'name'),
    tls: text('连接用的证书或公钥指纹', 'authority or pins of the connection'),
    changed: text('内容被改动', 'its content was changed'),
    removed: text('被删除', 'it was removed'),
    added: text('新加入', 'it was added'),
    older: text('被换成旧的', 'an older one took its place'),
    unbound: text('被标为已解除', 'it was marked as unbound'),
    supersedes: text('声明取代现行规定', 'it claims to replace the rules in force'),
  },
};
