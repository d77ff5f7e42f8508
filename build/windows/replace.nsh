; Replaces an older version as a whole, or not at all. The newer one is unpacked beside it, in ".new", so that a full disk or a lost
; connection changes nothing; then every part is moved, which takes a moment. ".old" holds the older parts until all newer ones are in
; their places, and becomes ".gone" at that moment: whoever finds an ".old" finds a replacement that was cut off.
; EachPart of files.nsh names the parts, so that other files in the folder, which a person may keep there, stay where they are.

Var Held
; How often a move is tried, three times a second. A program that runs will not end; a scanner does, and it looks long into what was just
; written. Windows moves no folder in which somebody has a file open.
Var Patience
!define PATIENCE_WITH_PROGRAMS 10
!define PATIENCE_WITH_SCANNERS 100

; Moves a part. Sets $Held to 1 if it cannot be moved.
Function MovePart
  Exch $R1
  Exch
  Exch $R0
  ${If} $Held == 0
  ${AndIf} ${FileExists} "$R0"
    StrCpy $R2 0
    ${Do}
      ClearErrors
      Rename "$R0" "$R1"
      ${IfNot} ${Errors}
        ${ExitDo}
      ${EndIf}
      IntOp $R2 $R2 + 1
      ${If} $R2 = $Patience
        StrCpy $Held 1
        ${ExitDo}
      ${EndIf}
      Sleep 300
    ${Loop}
  ${EndIf}
  Pop $R0
  Pop $R1
FunctionEnd

!macro MovePart FROM TO
  Push "${FROM}"
  Push "${TO}"
  Call MovePart
!macroend
!macro SetAside PART
  !insertmacro MovePart "$INSTDIR\${PART}" "$INSTDIR\.old\${PART}"
!macroend
!macro PutInPlace PART
  !insertmacro MovePart "$INSTDIR\.new\${PART}" "$INSTDIR\${PART}"
!macroend
!macro TakeOut PART
  !insertmacro MovePart "$INSTDIR\${PART}" "$INSTDIR\.new\${PART}"
!macroend
!macro RemovePart PART
  RMDir /r "$INSTDIR\${PART}"
  Delete "$INSTDIR\${PART}"
!macroend
!macro BringBack PART
  ${If} ${FileExists} "$INSTDIR\.old\${PART}"
    !insertmacro RemovePart "${PART}"
    !insertmacro MovePart "$INSTDIR\.old\${PART}" "$INSTDIR\${PART}"
  ${EndIf}
!macroend

Function BringBackOlder
  StrCpy $Held 0
  StrCpy $Patience ${PATIENCE_WITH_SCANNERS}
  !insertmacro EachPart BringBack
  RMDir "$INSTDIR\.old"
FunctionEnd

; Takes back a replacement that was cut off, and removes what is left of others.
Function TidyReplacement
  ${If} ${FileExists} "$INSTDIR\.old\*.*"
    Call BringBackOlder
  ${EndIf}
  RMDir /r "$INSTDIR\.gone"
  RMDir /r "$INSTDIR\.new"
FunctionEnd

Function ForgetNewer
  ; Windows keeps the folder in which a process works.
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\.new"
  ; Goes only if it is empty: there was no older version.
  RMDir "$INSTDIR"
FunctionEnd

; Unpacking has failed, before anything of the older version was touched.
Function .onInstFailed
  Call ForgetNewer
FunctionEnd

Function ReplaceOlder
  StrCpy $Held 0
  StrCpy $Patience ${PATIENCE_WITH_PROGRAMS}
  CreateDirectory "$INSTDIR\.old"
  !insertmacro EachPart SetAside
  ${If} $Held == 0
    StrCpy $Patience ${PATIENCE_WITH_SCANNERS}
    !insertmacro EachPart PutInPlace
    ${If} $Held == 1
      StrCpy $Held 0
      !insertmacro EachPart TakeOut
      StrCpy $Held 1
    ${EndIf}
  ${EndIf}
  ${If} $Held == 1
    Call BringBackOlder
    Call ForgetNewer
    !insertmacro Refuse "$(Held)"
  ${EndIf}
  Rename "$INSTDIR\.old" "$INSTDIR\.gone"
  RMDir /r "$INSTDIR\.gone"
  RMDir "$INSTDIR\.new"
FunctionEnd

