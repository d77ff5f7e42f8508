; Texts of the installer.
!define TOO_OLD "SealDesk 印签台需要 Windows 10 或更新的系统，不能安装在这台电脑上。$\n请联系管理员升级系统。$\n$\nSealDesk needs Windows 10 or later and cannot be installed on this computer.$\nPlease ask your administrator for a newer system."

LangString Running ${LANG_SIMPCHINESE} "SealDesk 印签台正在运行。请关闭程序和正在执行的命令，然后重试。"
LangString Running ${LANG_ENGLISH} "SealDesk is running. Close the program and its commands, and try again."

LangString Held ${LANG_SIMPCHINESE} "有文件正被其他程序使用，没有作任何改动。请关闭 SealDesk 印签台和正在执行的命令，稍后重试。"
LangString Held ${LANG_ENGLISH} "Another program uses files of SealDesk. Nothing is changed. Close SealDesk and its commands, and try again later."

LangString NotEmpty ${LANG_SIMPCHINESE} "所选文件夹里已有其他文件。请选择空文件夹或新文件夹。"
LangString NotEmpty ${LANG_ENGLISH} "The folder holds other files. Choose an empty folder or a new one."

LangString OthersAbove ${LANG_SIMPCHINESE} "不能安装到这个文件夹：其他用户可能会更换它上面的文件夹，从而替换程序。$\n请选择 Program Files，或直接位于磁盘根目录下的新文件夹，例如 D:\SealDesk。"
LangString OthersAbove ${LANG_ENGLISH} "SealDesk cannot be installed there: other users may exchange a folder above it, and the program with it.$\nChoose Program Files, or a new folder at the top of a drive, such as D:\SealDesk."

LangString NoRights ${LANG_SIMPCHINESE} "不能安装到这个文件夹：这里无法阻止其他用户替换程序。$\n请选择 NTFS 格式的本机磁盘。"
LangString NoRights ${LANG_ENGLISH} "SealDesk cannot be installed there: nothing would keep other users from replacing the program.$\nChoose a disk of this computer with NTFS."

LangString AskData ${LANG_SIMPCHINESE} "程序已卸载。本机的数据（用印台账、印章、设置）仍保留在：$\n$LOCALAPPDATA\SealDesk$\n$\n用印台账是法规要求保存的记录。要连同数据一起删除吗？"
LangString AskData ${LANG_ENGLISH} "The program is removed. The data on this computer (register of seal uses, seals, settings) remain in:$\n$LOCALAPPDATA\SealDesk$\n$\nThe register is a record that the regulations demand. Delete the data too?"

LangString AskDataAgain ${LANG_SIMPCHINESE} "删除后无法恢复，除非另有备份。确定删除全部数据吗？"
LangString AskDataAgain ${LANG_ENGLISH} "Without a backup they cannot be brought back. Delete all data?"

LangString MainText ${LANG_SIMPCHINESE} "程序和命令行。"
LangString MainText ${LANG_ENGLISH} "The program and its command line."
LangString Host32Name ${LANG_SIMPCHINESE} "32 位 Key 驱动支持"
LangString Host32Name ${LANG_ENGLISH} "Support for 32-bit key drivers"
LangString Host32Text ${LANG_SIMPCHINESE} "厂商只提供 32 位驱动时才需要，约 80 MB。"
LangString Host32Text ${LANG_ENGLISH} "Needed only where a vendor has no 64-bit driver; about 80 MB."
