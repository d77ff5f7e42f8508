import type { OperatorActions } from '../operator-actions.ts';
import { html, type Html } from '../html.ts';

/** The drills that a click starts, with the fault of each. */
export const DRILLS = {
  none: { name: '一切正常', fault: null },
  slow: { name: '响应慢（5 秒）', fault: { kind: 'slow', delayMs: 5000 } },
  cut: { name: '传到一半断线', fault: { kind: 'cut', afterBytes: 64 } },
  error: { name: '服务器错误（500）', fault: { kind: 'status', status: 500 } },
  busy: { name: '繁忙（429，30 秒后再试）', fault: { kind: 'busy', retryAfterSeconds: 30 } },
  deprecated: {
    name: '宣布停用（2027 年底）',
    fault: { kind: 'deprecated', since: '2026-11-01T00:00:00.000Z', sunset: '2027-12-31T00:00:00.000Z' },
  },
  truncated: { name: '内容被截短', fault: { kind: 'truncated', toBytes: 64 } },
  foreign: { name: '被别的网页顶替', fault: { kind: 'foreign' } },
  replayed: { name: '重放旧列表', fault: { kind: 'replayed' } },
  altered: { name: '列表被改动', fault: { kind: 'altered' } },
  forged: { name: '列表由他人签名', fault: { kind: 'forged' } },
  formerSigner: { name: '任期已满的签名者冒签', fault: { kind: 'formerSigner' } },
  rolledBack: { name: '平台自己说谎：编号倒退', fault: { kind: 'rolledBack' } },
  gap: { name: '平台自己说谎：漏掉一条公告', fault: { kind: 'gap' } },
} as const;

export type DrillName = keyof typeof DRILLS;

/** Faults, the platform's clock and its connection. */
export function drillPage({ faults, line }: OperatorActions['parts']): Html {
  const present = JSON.stringify(faults.rules[0]?.fault ?? null);
  const options = Object.entries(DRILLS).map(
    ([key, { name, fault }]) =>
      html`<option value="${key}" ${JSON.stringify(fault) === present ? html`selected` : null}>
        ${name}
      </option>`,
  );
  const isOpen = line.isOpen;
  return html`<p>这里让平台出错，看客户端怎样应对。没有一项会改动平台的记录。</p>
    <section class="card">
      <h2>故障</h2>
      <form method="post" action="/drill/fault" class="row">
        <select name="drill" aria-label="故障">
          ${options}</select
        ><button>设定</button>
      </form>
    </section>
    <section class="card">
      <h2>连接</h2>
      <form method="post" action="/drill/line" class="row">
        <span>${isOpen ? '平台在线。' : '平台离线。'}</span>
        <button name="line" value="${isOpen ? 'close' : 'open'}">${isOpen ? '断开' : '接通'}</button>
        <button name="line" value="stranger">换成陌生的 TLS 证书</button>
        <button name="line" value="own">换回自己的 TLS 证书</button>
      </form>
    </section>
    <section class="card">
      <h2>平台的时钟</h2>
      <form method="post" action="/drill/clock" class="row">
        <label
          >与系统时钟相差
          <input name="days" type="number" value="0" min="-3650" max="3650" step="any" /> 天</label
        >
        <button>设定</button>
      </form>
    </section>`;
}
