; What Windows opens with SealDesk: files of its own kind, links (sealdesk:), and PDF and OFD files where the person chooses so.
; Behind "--" nothing that a link holds can be a switch of the program.
!define OPEN_COMMAND '"$INSTDIR\SealDesk.exe" -- "%1"'
!define CLASSES "Software\Classes"

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

  CreateShortcut "$SMPROGRAMS\SealDesk 印签台.lnk" "$INSTDIR\SealDesk.exe" "" "$INSTDIR\icons\sealdesk.ico"
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
  Delete "$SMPROGRAMS\SealDesk 印签台.lnk"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

LangString RequestName ${LANG_SIMPCHINESE} "用印申请"
LangString RequestName ${LANG_ENGLISH} "Request for the use of a seal"
