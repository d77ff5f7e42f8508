import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the list of places (盖章清单). */
export const placingTexts = {
  listTitle: text('盖章清单', 'Places of the seal'),
  chosen: text('已选印章', 'Chosen seal'),
  change: text('更换', 'Change'),
  further: text('再盖一枚', 'One more seal'),
  keep: text('不更换', 'Keep'),
  undo: text('撤销', 'Undo'),
  redo: text('重做', 'Redo'),
  clear: text('清空', 'Clear'),
  pages: {
    all: text('全部页', 'All pages'),
    odd: text('奇数页', 'Odd pages'),
    even: text('偶数页', 'Even pages'),
    last: text('末页', 'Last page'),
    some: text(
      (range: string) => `第${range}页`,
      (range) => `Page ${range}`,
    ),
  },
  pointText: text(
    (pages: string, x: string, y: string) => `${pages} ${x}, ${y} 毫米`,
    (pages, x, y) => `${pages}: ${x}, ${y} mm`,
  ),
  straddleText: text(
    (edge: string, pages: number) => `骑缝 ${edge} ${pages} 页`,
    (edge, pages) => `Across the ${edge} of ${pages} pages`,
  ),
  facingText: text(
    (edge: string, pages: number) => `对开骑缝 ${edge} ${pages} 页`,
    (edge, pages) => `Facing pages, from the ${edge}, ${pages} pages`,
  ),
  edges: {
    right: text('右边', 'right edge'),
    left: text('左边', 'left edge'),
    top: text('上边', 'top edge'),
    bottom: text('下边', 'bottom edge'),
  },
  add: text('添加位置', 'Add a place'),
  addPoint: text('一处', 'One page'),
  addPages: text('多页同一位置', 'Several pages'),
  addStraddle: text('骑缝章', 'Across page edges'),
  addField: text(
    (name: string) => `签名域“${name}”`,
    (name) => `Field “${name}”`,
  ),
  fieldOffPage: text('任何一页都没有显示', 'shown on no page'),
  remove: text(
    (place: string) => `移除 ${place}`,
    (place) => `Remove ${place}`,
  ),
  x: text('距左边（毫米）', 'From the left (mm)'),
  y: text('距上边（毫米）', 'From the top (mm)'),
  range: text('哪些页', 'Pages'),
  someOption: text('指定…', 'These…'),
  rangeField: text('指定的页', 'These pages'),
  rangeHint: text('例如 1,3-6,-1（-1 为末页）', 'Such as 1,3-6,-1 (-1 is the last page)'),
  rangeWrong: text('请写成 1,3-6,-1 这样的页码', 'Write pages such as 1,3-6,-1'),
  numberWrong: text(
    (least: string, most: string) => `请填 ${least} 至 ${most} 之间的数`,
    (least, most) => `A number from ${least} to ${most}`,
  ),
  copyTo: text('复制到其他页', 'Copy to other pages'),
  copyRange: text('复制到哪些页', 'Copy to pages'),
  copy: text('复制', 'Copy'),
  edge: text('哪一边', 'Edge'),
  along: text('沿边位置（毫米，空为居中）', 'Along the edge (mm, empty: middle)'),
  firstShare: text('首页所占（%，空为均分）', 'Share of the first page (%, empty: equal)'),
  minimum: text('最窄（毫米）', 'Thinnest slice (mm)'),
  group: text('每组页数（空为自动）', 'Pages to a group (empty: automatic)'),
  facing: text('对开：每两页相对的页合盖一枚', 'Facing pages: each two share one seal'),
  planning: text('正在核对位置…', 'Checking the places…'),
  planned: text(
    (places: number, pages: number) => `共 ${places} 处，在 ${pages} 页上`,
    (places, pages) => `${places} places on ${pages} pages`,
  ),
  planFailed: text('无法核对位置', 'The places could not be checked'),
  onPages: text(
    (pages: string, what: string) => `第${pages}页：${what}`,
    (pages, what) => `Page ${pages}: ${what}`,
  ),
  covers: {
    seal: text('会盖住文档已有的签章', 'would cover a signature of the document'),
    place: text('与清单中另一处重叠', 'would lie over another place of the list'),
    text: text(
      (words: string) => `会盖住文字“${words}”`,
      (words) => `would cover the words “${words}”`,
    ),
    scan: text(
      '没有文字（如扫描件），无法判断会盖住什么',
      'has no text, as scans: what is covered is not known',
    ),
  },
  purpose: text('用途（记入台账）', 'Purpose (for the register)'),
  purposePlaceholder: text('例如：合同签订', 'For example: signing of the contract'),
  statePurpose: text(
    '也写入签章，收到文件的人都能看到',
    'State it in the seal too, where everybody reads it',
  ),
  more: text('更多登记信息', 'More for the register'),
};
