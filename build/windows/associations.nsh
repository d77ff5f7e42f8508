; What Windows opens with SealDesk: files of its own kind, links (sealdesk:), and PDF and OFD files where the person chooses so.
; Behind "--" nothing that a link holds can be a switch of the program.
!define OPEN_COMMAND '"$INSTDIR\SealDesk.exe" -- "%1"'
!define CLASSES "Software\Classes"
!define START_MENU "$SMPROGRAMS\SealDesk 印签台.lnk"

; Gives the shortcut the name that the program gives itself (APP_USER_MODEL_ID): without it Windows shows no message of the program.
; Where the shell keeps no such name, the shortcut stays as it is.
!macro NameShortcut
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ; STGM_READWRITE
      ${IPersistFile::Load} $1 '("${START_MENU}", 2)'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
        System::Call '*(&w64 "${APP_ID}")p.r4'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r4)p.r5'
        ${IPropertyStore::SetValue} $2 '(r3,r5)'
        ${IPropertyStore::Commit} $2 ""
        System::Free $5
        System::Free $4
        System::Free $3
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("${START_MENU}", 1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

!macro Associate
  WriteRegStr SHCTX "${CLASSES}\sealdesk" "" "URL:SealDesk 印签台"
  WriteRegStr SHCTX "${CLASSES}\sealdesk" "URL Protocol" ""
  WriteRegStr SHCTX "${CLASSES}\sealdesk\DefaultIcon" "" "$INSTDIR\icons\sealdesk.ico"
  WriteRegStr SHCTX "${CLASSES}\sealdesk\shell\open\command" "" '${OPEN_COMMAND}'

  WriteRegStr SHCTX "${CLASSES}\SealDesk.Request" "" "$(RequestName)"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Request\DefaultIcon" "" "$INSTDIR\icons\file.ico"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Request\shell\open\command" "" '${OPEN_COMMAND}'
  WriteRegStr SHCTX "${CLASSES}\.sealrequest" "" "SealDesk.Request"
  WriteRegStr SHCTX "${CLASSES}\.sealrequest\OpenWithProgids" "SealDesk.Request" ""

  ; Offered in "open with", and never made the program for PDF or OFD.
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Pdf" "" "PDF"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Pdf" "FriendlyTypeName" "PDF"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Pdf\shell\open" "FriendlyAppName" "SealDesk 印签台"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Pdf\shell\open\command" "" '${OPEN_COMMAND}'
  WriteRegStr SHCTX "${CLASSES}\.pdf\OpenWithProgids" "SealDesk.Pdf" ""

  WriteRegStr SHCTX "${CLASSES}\SealDesk.Ofd" "" "OFD"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Ofd" "FriendlyTypeName" "OFD"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Ofd\shell\open" "FriendlyAppName" "SealDesk 印签台"
  WriteRegStr SHCTX "${CLASSES}\SealDesk.Ofd\shell\open\command" "" '${OPEN_COMMAND}'
  WriteRegStr SHCTX "${CLASSES}\.ofd\OpenWithProgids" "SealDesk.Ofd" ""

  CreateShortcut "${START_MENU}" "$INSTDIR\SealDesk.exe" "" "$INSTDIR\icons\sealdesk.ico"
  !insertmacro NameShortcut
  ; The shell reads associations anew (SHCNE_ASSOCCHANGED).
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro Dissociate
  DeleteRegKey SHCTX "${CLASSES}\sealdesk"
  DeleteRegKey SHCTX "${CLASSES}\SealDesk.Request"
  DeleteRegKey SHCTX "${CLASSES}\SealDesk.Pdf"
  DeleteRegKey SHCTX "${CLASSES}\SealDesk.Ofd"
  DeleteRegValue SHCTX "${CLASSES}\.sealrequest\OpenWithProgids" "SealDesk.Request"
  ReadRegStr $0 SHCTX "${CLASSES}\.sealrequest" ""
  ${If} $0 == "SealDesk.Request"
    DeleteRegValue SHCTX "${CLASSES}\.sealrequest" ""
  ${EndIf}
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.sealrequest\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.sealrequest"
  DeleteRegValue SHCTX "${CLASSES}\.pdf\OpenWithProgids" "SealDesk.Pdf"
  DeleteRegValue SHCTX "${CLASSES}\.ofd\OpenWithProgids" "SealDesk.Ofd"
  ; Windows knows OFD by those programs alone that are installed for it.
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.ofd\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.ofd"
  Delete "${START_MENU}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

LangString RequestName ${LANG_SIMPCHINESE} "用印申请"
LangString RequestName ${LANG_ENGLISH} "Request for the use of a seal"
