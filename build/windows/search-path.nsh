; Puts a folder on the PATH, or takes it off. A string of NSIS holds 1,024 characters and a PATH often more, so that PATH is
; changed in memory of its own and never passes through a string: what does not fit would be lost for every program.

!define PATH_BYTES 131072
!define ROOM_BYTES 120000

; Opens the key with the PATH. $1: its handle, or 0.
!macro OpenPathKey
  ${If} $MultiUser.InstallMode == AllUsers
    System::Call 'advapi32::RegOpenKeyExW(p 0x80000002, w "SYSTEM\CurrentControlSet\Control\Session Manager\Environment", i 0, i 0xF003F, *p .r1) i .r0'
  ${Else}
    System::Call 'advapi32::RegCreateKeyExW(p 0x80000001, w "Environment", i 0, p 0, i 0, i 0xF003F, p 0, *p .r1, p 0) i .r0'
  ${EndIf}
  ${If} $0 <> 0
    StrCpy $1 0
  ${EndIf}
!macroend

; Reads the PATH. $2: memory with ";PATH;", $3: its kind, $4: bytes of PATH without its end, or -1 where it cannot be read.
!macro ReadPath
  System::Alloc ${PATH_BYTES}
  Pop $2
  ; System::Alloc clears the memory. One semicolon stands before and after all, so that every entry looks alike.
  System::Call 'kernel32::lstrcpyW(p r2, w ";")'
  IntPtrOp $5 $2 + 2
  System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, *i .r3, p r5, *i ${ROOM_BYTES} r4) i .r0'
  ${If} $0 = 2
    StrCpy $3 2
    StrCpy $4 0
  ${ElseIf} $0 <> 0
    StrCpy $4 -1
  ${Else}
    System::Call 'kernel32::lstrlenW(p r5) i .r4'
    IntOp $4 $4 * 2
  ${EndIf}
  System::Call 'kernel32::lstrcatW(p r2, w ";")'
!macroend

; Writes what stands between the first and the last semicolon, as the kind that it was.
!macro WritePath
  System::Call 'kernel32::lstrlenW(p r2) i .r4'
  ${If} $4 < 2
    ; Nothing is left: an empty text is one character, its end.
    StrCpy $4 2
  ${EndIf}
  IntOp $4 $4 - 1
  IntOp $6 $4 * 2
  IntPtrOp $6 $2 + $6
  System::Call '*$6(&i2 0)'
  IntOp $4 $4 * 2
  System::Call 'advapi32::RegSetValueExW(p r1, w "Path", i 0, i r3, p r5, i r4) i .r0'
  ; Programs that start from now on see it.
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
!macroend

!macro SearchPathFunctions UN
Function ${UN}RemoveFromSearchPath
  Exch $7
  !insertmacro OpenPathKey
  ${If} $1 <> 0
    !insertmacro ReadPath
    ${If} $4 > 0
      StrLen $8 $7
      IntOp $8 $8 + 1
      IntOp $8 $8 * 2
      System::Call 'shlwapi::StrStrIW(p r2, w ";$7;") p .r6'
      ${If} $6 P<> 0
        ; From the entry's own semicolon on stands what came behind it.
        IntPtrOp $9 $6 + $8
        System::Call 'kernel32::lstrlenW(p r9) i .r4'
        IntOp $4 $4 + 1
        IntOp $4 $4 * 2
        System::Call 'kernel32::RtlMoveMemory(p r6, p r9, p r4)'
        !insertmacro WritePath
      ${EndIf}
    ${EndIf}
    System::Free $2
    System::Call 'advapi32::RegCloseKey(p r1)'
  ${EndIf}
  Pop $7
FunctionEnd
!macroend
!insertmacro SearchPathFunctions ""
!insertmacro SearchPathFunctions "un."

Function AddToSearchPath
  Exch $7
  Push $7
  Call RemoveFromSearchPath
  !insertmacro OpenPathKey
  ${If} $1 <> 0
    !insertmacro ReadPath
    ${If} $4 >= 0
      System::Call 'kernel32::lstrlenW(p r2) i .r4'
      ${If} $4 <= 2
        ; An empty PATH is ";;": the first semicolon is enough.
        System::Call 'kernel32::lstrcpyW(p r2, w ";")'
      ${EndIf}
      System::Call 'kernel32::lstrcatW(p r2, w "$7;")'
      !insertmacro WritePath
    ${EndIf}
    System::Free $2
    System::Call 'advapi32::RegCloseKey(p r1)'
  ${EndIf}
  Pop $7
FunctionEnd
