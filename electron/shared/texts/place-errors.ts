import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of places: where a document has no room for a seal, no such field, or no such words. */
export const placeErrors: ErrorTexts<
  | `PAGE_${string}`
  | `FIELD_${string}`
  | `STRADDLE_${string}`
  | `KEYWORD_${string}`
  | 'SEAL_OFF_PAGE'
  | 'PLACES_TOO_MANY'
  | 'DATE_WITHOUT_ROOM'
  | 'BESIDE_WITHOUT_PLACE'
> = {
  PAGE_NOT_FOUND: {
    what: text('没有这一页。', 'There is no such page.'),
    why: text('页码超出了文档的页数。', 'The page number exceeds the pages of the document.'),
    next: text('请选择文档中已有的页。', 'Choose a page that exists.'),
  },
  SEAL_OFF_PAGE: {
    what: text('印章超出了页面。', 'The seal does not fit on the page.'),
    why: text('印章有一部分落在页面之外。', 'Part of it lies outside the page.'),
    next: text('请把印章移到页面之内。', 'Move the seal inside the page.'),
  },
  PAGE_SMALLER_THAN_SEAL: {
    what: text('页面比印章小。', 'A page is smaller than the seal.'),
    why: text(
      '印章按实际大小显示，放不进这一页。',
      'The seal is shown at its true size and does not fit on this page.',
    ),
    next: text('请把这一页移出页码范围后重试。', 'Take this page out of the range of pages.'),
  },
  STRADDLE_TOO_FEW_PAGES: {
    what: text('骑缝章至少需要两页。', 'A seal across the edges needs at least two pages.'),
    why: text('所选页码范围内不足两页。', 'The range has fewer than two pages of the document.'),
    next: text('请扩大页码范围，或改为在一页上盖章。', 'Choose more pages, or place the seal on one page.'),
  },
  STRADDLE_SLICE_TOO_THIN: {
    what: text('骑缝章分得过窄。', 'The slices of the seal would be too thin.'),
    why: text(
      '按所给页数或首页比例，每页分到的印章窄于最小宽度。',
      'With so many pages, or this share of the first page, a slice is thinner than the least that is allowed.',
    ),
    next: text(
      '请减少每组页数、调整首页比例，或减小最小宽度。',
      'Put fewer pages into a group, change the share of the first page, or allow thinner slices.',
    ),
  },
  STRADDLE_PAGE_ALONE: {
    what: text('对开骑缝章有一页没有对页。', 'One page has no page that faces it.'),
    why: text(
      '对开骑缝章每两页盖一枚，所选页数是单数。',
      'Pages that face each other share a seal by twos, and the range has an odd number of pages.',
    ),
    next: text('请增加或减少一页。', 'Add a page to the range, or take one out.'),
  },
  PLACES_TOO_MANY: {
    what: text('盖章位置过多。', 'There are too many places for the seal.'),
    why: text('一次盖章的位置数有上限。', 'One act of sealing takes a limited number of places.'),
    next: text('请缩小页码范围，分几份文件盖章。', 'Choose fewer pages, or divide the document.'),
  },
  KEYWORD_NOT_FOUND: {
    what: text('找不到关键字。', 'The keyword does not occur.'),
    why: text(
      '所选页面的文字中没有这个词。全角半角、简体繁体和字间空格不影响查找。',
      'The text of these pages does not have it. Width, simplified or traditional script and white space do not count.',
    ),
    next: text(
      '请核对关键字和页码范围，或直接在页面上放置印章。',
      'Check the keyword and the range of pages, or place the seal on the page yourself.',
    ),
  },
  KEYWORD_TOO_FEW: {
    what: text('关键字出现的次数不够。', 'The keyword occurs less often than is asked for.'),
    why: text('要求的是第几处，文档中没有那么多处。', 'A later one is asked for than there is.'),
    next: text('请改选前面的一处，或选择全部。', 'Ask for an earlier one, or for all of them.'),
  },
  KEYWORD_ON_SCAN: {
    what: text(
      '文档没有文字，不能按关键字盖章。',
      'The document has no text in which a keyword could be found.',
    ),
    why: text(
      '这些页面是扫描件或图片，看得见的字不是文字。',
      'These pages are scans or pictures: the words that are seen are no text.',
    ),
    next: text(
      '请直接在页面上放置印章，或先把扫描件识别为带文字的 PDF。',
      'Place the seal on the page yourself, or have the text of the scan recognised first.',
    ),
  },
  KEYWORD_INVALID: {
    what: text('关键字不能用。', 'The keyword cannot be used.'),
    why: text(
      '关键字为空、过长，或正则表达式写法有误。',
      'It is empty or too long, or it is a regular expression that is none.',
    ),
    next: text('请改正关键字。', 'Correct the keyword.'),
  },
  KEYWORD_TOO_SLOW: {
    what: text('正则表达式耗时过长，已停止。', 'The regular expression takes too long and was stopped.'),
    why: text(
      '嵌套的重复（如 (a+)+）会使查找没有尽头。',
      'Repetitions within repetitions, such as (a+)+, make a search that has no end.',
    ),
    next: text(
      '请改用简单的表达式，或直接写要找的词。',
      'Use a simpler expression, or the words themselves.',
    ),
  },
  DATE_WITHOUT_ROOM: {
    what: text('日期处没有空位。', 'There is no room for the date.'),
    why: text('“年 月 日”之间没有留出空格。', 'There is no blank before the year, the month or the day.'),
    next: text('请改为按坐标放置日期。', 'Place the date at a point instead.'),
  },
  BESIDE_WITHOUT_PLACE: {
    what: text(
      '日期和手写签名图片旁边没有印章。',
      'There is no seal that the date or the signature picture stands beside.',
    ),
    why: text(
      '它们由印章的签名一起保护，印章却没有放置位置。',
      'The signature of the seal protects them, and the seal has no place.',
    ),
    next: text(
      '请先放置印章，或移除日期和手写签名图片。',
      'Place the seal first, or remove what stands beside it.',
    ),
  },
  FIELD_NOT_FOUND: {
    what: text('找不到这个签名域。', 'The signature field was not found.'),
    why: text('文档中没有这个名称的签名域。', 'The document has no signature field of this name.'),
    next: text(
      '请选择列表中的签名域，或直接在页面上盖章。',
      'Choose a field from the list, or place the seal on the page.',
    ),
  },
  FIELD_ALREADY_SIGNED: {
    what: text('这个签名域已经签过。', 'This signature field is already signed.'),
    why: text('同一个签名域只能签一次。', 'A field can be signed only once.'),
    next: text(
      '请选择空白的签名域，或在页面其他位置盖章。',
      'Choose an empty field, or place the seal elsewhere on the page.',
    ),
  },
  FIELD_LOCKED: {
    what: text('这个签名域已被锁定。', 'This signature field is locked.'),
    why: text('先前的签章把它锁定了。', 'An earlier signature locked it.'),
    next: text(
      '请选择其他签名域，或联系先前的签章人。',
      'Choose another field, or contact the earlier signer.',
    ),
  },
};
