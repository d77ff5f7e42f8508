import { errorText, type ErrorText } from './error-text.ts';
import type { StoreErrorCode } from './store-error-code.ts';

/** The original texts. */
export const storeErrorTextsZh: Readonly<Record<StoreErrorCode, ErrorText>> = {
  STORE_DAMAGED: errorText(
    '本机的用印台账数据库已损坏。',
    '损坏的文件已移到旁边保存，没有删除；有备份时已用最近一次备份代替。',
    '请核对台账中最近的记录；如有缺失，请用更新的备份恢复，并把移到旁边的文件交给技术支持。',
  ),
  STORE_UNWRITABLE: errorText(
    '本机的用印台账无法写入。',
    '磁盘已满、没有写入权限，或台账由更新版本的程序写成。',
    '请检查磁盘空间和文件夹权限，或升级本程序，然后重试。',
  ),
  STORE_BUSY: errorText(
    '用印台账正被另一个程序使用。',
    '另一个窗口或命令正在写入，本次操作没有完成。',
    '请稍候重试；恢复备份之前，请先关闭本程序的其他窗口和命令。',
  ),
  STORE_UNAVAILABLE: errorText(
    '这台电脑上不能使用用印台账。',
    '数据库组件缺失、不适合当前运行环境，或意外中止。',
    '请重启程序；若仍出现，请重新安装。在此期间的用印请按规定另行登记。',
  ),
  BACKUP_DAMAGED: errorText(
    '这个文件不是完好的台账备份。',
    '它不是本程序制作的备份，或内容已损坏。',
    '现有的台账未改动；请选择另一份备份。',
  ),
};
