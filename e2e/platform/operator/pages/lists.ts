import { newestEvents, statusOf } from '../../lists/seal-status.ts';
import { LIST_IDS } from '../../lists/revocation-lists.ts';
import { listSigners, type PlatformSigner } from '../../lists/signers.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { newestMessages } from '../../registry/contacts.ts';
import { listCertificates } from '../../registry/holder-certificates.ts';
import { enterpriseData } from '../../registry/enterprise-data.ts';
import { ENTERPRISE_STATES, listEnterprises } from '../../registry/enterprises.ts';
import { listSeals, type RegisteredSeal } from '../../registry/seals.ts';
import { REVOCATION_REASONS, type OperatorActions } from '../operator-actions.ts';
import { html, type Html } from '../html.ts';
import { ENTERPRISE_STATE_WORDS, REASON_WORDS, SEAL_STATE_WORDS, timeText, wordFor } from '../words.ts';
import { badge, table } from './layout.ts';

const RECENT_EVENTS = 100;

/** Shows every seal of the platform with its possible actions. */
export function sealsPage(context: PlatformContext): Html {
  const rows = listSeals(context, null).map((seal) => sealRow(context, seal));
  return table(['印章', '持有人', '有效期至', '状态', '操作'], rows, '还没有印章。');
}

/** The actions that an officer has in each state. The last two states are final. */
const ACTIONS: Readonly<Record<string, readonly (readonly [state: string, name: string])[]>> = {
  active: [
    ['suspended', '停用'],
    ['cancelled', '注销'],
    ['void', '失效'],
  ],
  suspended: [
    ['active', '恢复'],
    ['cancelled', '注销'],
    ['void', '失效'],
  ],
};

function sealRow(context: PlatformContext, { esId, name, holder, validTo }: RegisteredSeal): Html {
  const status = statusOf(context, esId);
  const state = status?.state ?? 'active';
  const buttons = (ACTIONS[state] ?? []).map(
    ([next, action]) => html`<button name="state" value="${next}">${action}</button>`,
  );
  const form = html`<form method="post" action="/seals/${esId}/state" class="row">
    <input name="reason" aria-label="理由" placeholder="理由" maxlength="200" />${buttons}
  </form>`;
  return html`<tr data-seal="${esId}">
    <td>${name}<br /><span class="mono soft">${esId}</span></td>
    <td>${holder}</td>
    <td>${timeText(validTo)}</td>
    <td>${stateBadge(state)}<br /><span class="soft">${status?.reason ?? null}</span></td>
    <td>${buttons.length > 0 ? form : html`<span class="soft">状态不再改变</span>`}</td>
  </tr>`;
}

/** Shows the enterprises as the registration authority has them; each use of a seal asks for that. */
export function enterprisesPage(context: PlatformContext): Html {
  const rows = listEnterprises(context).map(({ name, state, since }) => {
    const buttons = ENTERPRISE_STATES.filter((each) => each !== state).map(
      (next) => html`<button name="state" value="${next}">${wordFor(ENTERPRISE_STATE_WORDS, next)}</button>`,
    );
    const tone = state === 'normal' ? 'good' : 'bad';
    const data = enterpriseData(context, name);
    return html`<tr data-enterprise="${name}">
      <td>${name}</td>
      <td>${badge(wordFor(ENTERPRISE_STATE_WORDS, state), tone)}</td>
      <td>${timeText(since)}</td>
      <td>
        <form method="post" action="/enterprises/${encodeURIComponent(name)}/state" class="row">
          ${buttons}
        </form>
        <form method="post" action="/enterprises/${encodeURIComponent(name)}/data" class="row">
          <input name="registeredName" value="${data.name}" required aria-label="登记名称" />
          <input name="representative" value="${data.representative ?? ''}" aria-label="法定代表人" />
          <button>变更登记</button>
        </form>
      </td>
    </tr>`;
  });
  return table(['企业', '登记状态', '起始时间', '改为'], rows, '还没有企业。');
}

function stateBadge(state: string): Html {
  const tone = state === 'active' ? 'good' : state === 'suspended' ? 'waiting' : 'bad';
  return badge(wordFor(SEAL_STATE_WORDS, state), tone);
}

/** Shows a signer of the platform with the steps of its replacement. */
function signerRow({ serial, from, until }: PlatformSigner): Html {
  return html`<tr data-signer="${serial}">
    <td class="mono">${serial}</td>
    <td>${timeText(from)}</td>
    <td>${until === null ? '—' : timeText(until)}</td>
    <td>
      <form method="post" action="/signers/${serial}" class="row">
        <button name="step" value="begin">立即启用</button>
        <button name="step" value="end">一周后终止</button>
        <button name="step" value="revoke">立即终止并撤销</button>
      </form>
    </td>
  </tr>`;
}

/** Shows the certificates, which can be revoked here, and the revocation lists. */
export async function certificatesPage({ context, lists }: OperatorActions['parts']): Promise<Html> {
  const published = await Promise.all(
    LIST_IDS.map(async (id) => {
      const { number, thisUpdate, nextUpdate, der } = await lists.present(id);
      return html`<tr>
        <td>${id === 'root' ? '根证书' : '签发证书'}</td>
        <td>${number}</td>
        <td>${timeText(thisUpdate)}</td>
        <td>${timeText(nextUpdate)}</td>
        <td>${der.length}</td>
      </tr>`;
    }),
  );
  const reasons = Object.keys(REVOCATION_REASONS).map(
    (reason) => html`<option value="${reason}">${wordFor(REASON_WORDS, reason)}</option>`,
  );
  const rows = listCertificates(context).map(({ serial, holder, use }) => {
    const revocation = lists.revocationOf('issuing', serial);
    const form = html`<form method="post" action="/certificates/${serial}/revocation" class="row">
      <select name="reason" aria-label="撤销原因">
        ${reasons}</select
      ><button>撤销</button>
    </form>`;
    return html`<tr data-certificate="${serial}">
      <td>${holder}</td>
      <td>${use === 'signing' ? '签名证书' : '加密证书'}</td>
      <td class="mono">${serial}</td>
      <td>${revocation === null ? form : badge(`已撤销 ${timeText(revocation)}`, 'bad')}</td>
    </tr>`;
  });
  return html`${table(['持有人', '用途', '证书序列号', '撤销'], rows, '还没有证书。')}
    <h2>平台签名者</h2>
    ${table(['证书序列号', '启用', '终止', '操作'], listSigners(context).map(signerRow), '')}
    <form method="post" action="/signers" class="row"><button>宣布接任者（一天后启用）</button></form>
    <h2>证书撤销列表</h2>
    ${table(['签发者', '编号', '本次更新', '下次更新', '字节'], published, '')}
    <h2>离线更新包</h2>
    <p>
      <a href="/offline-bundle">下载离线更新包</a>：把现在公布的全部内容做成一个文件，带进不联网的单位导入。
    </p>`;
}

/** Shows the newest events of the feed, each with the times that must not be mixed up. */
export function feedPage(context: PlatformContext): Html {
  const rows = newestEvents(context, RECENT_EVENTS).map(
    ({ number, kind, esId, state, since, receivedAt, publishedAt, reason, replacedBy }) =>
      html`<tr>
        <td>${number}</td>
        <td class="mono">${esId}</td>
        <td>${kind === 'claim' ? badge('挂失申报中', 'waiting') : stateBadge(state)}</td>
        <td>${timeText(receivedAt)}</td>
        <td>${timeText(publishedAt)}</td>
        <td>${kind === 'claim' ? '—' : timeText(since)}</td>
        <td>${reason} ${replacedBy === null ? null : html`→ <span class="mono">${replacedBy}</span>`}</td>
      </tr>`,
  );
  return table(['编号', '印章', '状态', '收到', '公告', '生效', '说明'], rows, '还没有公告。');
}

/** Shows what the platform has sent by telephone or mail: the sandbox sends it nowhere else. */
export function messagesPage(context: PlatformContext): Html {
  const rows = newestMessages(context, RECENT_EVENTS).map(
    ({ sentAt, recipient, text }) =>
      html`<tr>
        <td>${timeText(sentAt)}</td>
        <td class="mono">${recipient}</td>
        <td>${text}</td>
      </tr>`,
  );
  return html`<p>演示平台不真的发送短信和邮件，验证码在这里查看。</p>
    ${table(['时间', '收件人', '内容'], rows, '还没有发出消息。')}`;
}
