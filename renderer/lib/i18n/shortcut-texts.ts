import { text } from '../../../electron/shared/texts/bilingual.ts';

/** The keys of the window, by what they are for. On macOS the command key stands for Ctrl. */
export const shortcutTexts = {
  title: text('快捷键', 'Keyboard shortcuts'),
  close: text('关闭', 'Close'),
  groups: {
    documents: text('文档', 'Documents'),
    reading: text('阅读', 'Reading'),
    sealing: text('盖章', 'Sealing'),
  },
  actions: {
    open: text('打开文档', 'Open a document'),
    closeTab: text('关闭当前文档', 'Close the document in front'),
    nextTab: text('下一个、上一个打开的文档', 'Next, previous open document'),
    find: text('在文档中查找', 'Find in the document'),
    nextHit: text('下一处、上一处', 'Next, previous hit'),
    zoom: text('放大、缩小、适合宽度', 'Zoom in, zoom out, fit width'),
    pages: text('在缩略图中翻页', 'Turn pages among the small pages'),
    seal: text('盖章', 'Seal'),
    nudge: text('移动印章 1 毫米', 'Move the seal by 1 mm'),
    nudgeFar: text('移动印章 10 毫米', 'Move the seal by 10 mm'),
    undo: text('撤回一步', 'Take a step back'),
    leave: text('返回上一步', 'Leave one step'),
    help: text('显示本页', 'Show this list'),
  },
};
