; Installer of SealDesk 印签台 for Windows 10 and later, x64. build/scripts/package/windows/nsis.mjs defines:
;   VERSION, NUMBERS      version, and the same in four numbers
;   OUTPUT                the file that is written
;   PAYLOAD, FILE_LIST    the folder that is installed, and a list of what lies at its top
;   WINDOW                only where the payload has SealDesk.exe; associations and shortcuts are its alone
;   APP_ID                the name that the window's program gives itself
;   RIGHTS_OF_COMPUTER, RIGHTS_OF_PERSON   of the folder, where its place gives it none
;   SIZE_KB               of the payload, for the list of installed programs
;   PUBLISHER             who gives it out; HOMEPAGE and CONTACT only where the build names them
;   SIGN                  only where there is a certificate: the command that signs the uninstaller
;
; Silent: /S [/CurrentUser | /AllUsers] [/HOST32=1] [/D=folder, last and without quotes].
; Exit codes: 0 done, 1 cancelled, 2 not possible (too old a system, SealDesk is running, no rights, no room), and nothing is changed.

Target amd64-unicode
; A third larger than LZMA and ten times as fast to pack and to unpack.
SetCompressor zlib
; A file that cannot be written ends the installation: half of a version is none.
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS all

!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR SealDesk
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\SealDesk"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallFolder
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\SealDesk"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallFolder
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include Win/COM.nsh
!include Win/Propkey.nsh

Name "SealDesk 印签台"
BrandingText "SealDesk ${VERSION}"
OutFile "${OUTPUT}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 ProductName "SealDesk 印签台"
VIAddVersionKey /LANG=0 FileDescription "SealDesk 印签台 Setup"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 CompanyName "${PUBLISHER}"
VIAddVersionKey /LANG=0 LegalCopyright "SealDesk 印签台"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SealDesk"
!define MUI_ICON "${PAYLOAD}/icons/sealdesk.ico"
!define MUI_UNICON "${PAYLOAD}/icons/sealdesk.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English

!include texts.nsh
!include search-path.nsh
!include associations.nsh

!ifdef SIGN
  !uninstfinalize '${SIGN}' = 0
!endif

; Says why nothing can be installed, to a person or, in silence, by the exit code.
!macro Refuse TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend

!macro RefuseWhileOpen FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      !insertmacro Refuse "$(Running)"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; A program that runs holds its files open: half of the new version would stand beside half of the old one.
!macro RefuseWhileRunning
  !insertmacro RefuseWhileOpen "$INSTDIR\command\node.exe"
  !insertmacro RefuseWhileOpen "$INSTDIR\host32\node.exe"
  !insertmacro RefuseWhileOpen "$INSTDIR\SealDesk.exe"
!macroend

!include "${FILE_LIST}"
!include replace.nsh
!include rights.nsh

Section SealDesk SectionMain
  SectionIn RO
  ; A folder of its own, so that removing it touches nothing of others.
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
  ${AndIfNot} ${FileExists} "$INSTDIR\bin\sealdesk.cmd"
  ${AndIfNot} ${FileExists} "$INSTDIR\.old\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\.new\*.*"
    !insertmacro Refuse "$(NotEmpty)"
  ${EndIf}
  Call MakeOwnFolder
  !insertmacro RefuseWhileRunning
  Call TidyReplacement
  SetOutPath "$INSTDIR\.new"
  File /r /x host32 "${PAYLOAD}/*"
SectionEnd

Section /o "$(Host32Name)" SectionHost32
  SetOutPath "$INSTDIR\.new"
  File /r "${PAYLOAD}/host32"
SectionEnd

Section "-Replace"
  SetOutPath "$INSTDIR"
  ; What an older version had and this one has not goes too; data lie elsewhere, in the person's own folder.
  Call ReplaceOlder
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr SHCTX "Software\SealDesk" InstallFolder "$INSTDIR"
  WriteRegStr SHCTX "Software\SealDesk" Version "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayName "SealDesk 印签台"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayIcon "$INSTDIR\icons\sealdesk.ico"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" Publisher "${PUBLISHER}"
!ifdef HOMEPAGE
  WriteRegStr SHCTX "${UNINSTALL_KEY}" URLInfoAbout "${HOMEPAGE}"
!endif
!ifdef CONTACT
  WriteRegStr SHCTX "${UNINSTALL_KEY}" Contact "${CONTACT}"
!endif
  WriteRegStr SHCTX "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" UninstallString '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" QuietUninstallString '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" EstimatedSize ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoModify 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoRepair 1
  Push "$INSTDIR\bin"
  Call AddToSearchPath
!ifdef WINDOW
  !insertmacro Associate
!endif
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionMain} "$(MainText)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionHost32} "$(Host32Text)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END


Var NamedFolder

Function .onInit
  ${IfNot} ${AtLeastWin10}
    ; Both languages: on so old a system nobody knows which one is right.
    !insertmacro Refuse "${TOO_OLD}"
  ${EndIf}
  ; The folder of /D=, which MultiUser.nsh would replace by the usual one.
  StrCpy $NamedFolder $INSTDIR
  !insertmacro MULTIUSER_INIT
  ${If} $NamedFolder != ""
    StrCpy $INSTDIR $NamedFolder
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/HOST32=" $1
  ; Who has it keeps it.
  ${If} $1 == "1"
  ${OrIf} ${FileExists} "$INSTDIR\host32\node.exe"
    !insertmacro SelectSection ${SectionHost32}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; $1 becomes 1 where the part is there still.
!macro RemoveAndLook PART
  !insertmacro RemovePart "${PART}"
  ${If} ${FileExists} "$INSTDIR\${PART}"
    StrCpy $1 1
  ${EndIf}
!macroend

Section Uninstall
  !insertmacro RefuseWhileRunning
  Push "$INSTDIR\bin"
  Call un.RemoveFromSearchPath
  !insertmacro Dissociate
  RMDir /r "$INSTDIR\.new"
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.gone"
  ; For ten seconds while parts are held: the shell reads icons. For two seconds where nothing of ours is left to see: the uninstaller goes
  ; on from a copy of itself, and its first process may still be ending; or it is files of a person, which stay.
  ${For} $0 1 100
    StrCpy $1 0
    !insertmacro EachPart RemoveAndLook
    Delete "$INSTDIR\Uninstall.exe"
    RMDir "$INSTDIR"
    ${IfNot} ${FileExists} "$INSTDIR\*.*"
      ${ExitFor}
    ${EndIf}
    ${If} $0 > 20
    ${AndIf} $1 = 0
      ${ExitFor}
    ${EndIf}
    Sleep 100
  ${Next}
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegValue SHCTX "Software\SealDesk" InstallFolder
  DeleteRegValue SHCTX "Software\SealDesk" Version
  DeleteRegKey /ifempty SHCTX "Software\SealDesk"
  ; The register of seal uses is a record that rules demand: in silence it stays, and so do the data of everybody on a computer.
  ${If} $MultiUser.InstallMode == CurrentUser
  ${AndIf} ${FileExists} "$LOCALAPPDATA\SealDesk\*.*"
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(AskData)" /SD IDNO IDNO keep
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(AskDataAgain)" /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\SealDesk"
    keep:
  ${EndIf}
SectionEnd
