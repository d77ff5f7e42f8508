; The folder of the programs belongs to those who may install them. Outside of Program Files and of a profile a new folder takes over
; what its drive grants, and that is, at the top of most drives, that every user may change it: the programs of all would be anybody's.
;
; A new folder is made with its rights in one step, so that at no moment anybody else can open it for writing.
; RIGHTS_OF_COMPUTER, and RIGHTS_OF_PERSON, which the SID of the person follows: build/scripts/package/windows/folder-rights.mjs.

; PROTECTED_DACL_SECURITY_INFORMATION, DACL_SECURITY_INFORMATION and, for a computer, OWNER_SECURITY_INFORMATION
!define PARTS_OF_COMPUTER 0x80000005
!define PARTS_OF_PERSON 0x80000004
!define FILE_PERSISTENT_ACLS 8
!define DRIVE_FIXED 3

; Tells whether a folder lies in another one, whose path has no backslash at its end. $0: 1 if it does.
!macro IsWithin OUTER INNER
  StrLen $0 "${OUTER}\"
  StrCpy $1 "${INNER}\" $0
  ${If} "${OUTER}" != ""
  ${AndIf} $1 == "${OUTER}\"
    StrCpy $0 1
  ${Else}
    StrCpy $0 0
  ${EndIf}
!macroend

; $3: the rights that the folder is to have, or nothing where the person is not known. $6: which parts of them are set.
Function RightsOfFolder
  StrCpy $3 "${RIGHTS_OF_COMPUTER}"
  StrCpy $6 ${PARTS_OF_COMPUTER}
  ${If} $MultiUser.InstallMode == CurrentUser
    StrCpy $3 ""
    StrCpy $6 ${PARTS_OF_PERSON}
    System::Alloc 256
    Pop $1
    System::Call 'secur32::GetUserNameExW(i 2, w .r2, *i ${NSIS_MAX_STRLEN}) i .r0'
    System::Call 'advapi32::LookupAccountNameW(p 0, w r2, p r1, *i 256, w .r4, *i 256, *i .r5) i .r0'
    ${If} $0 <> 0
      System::Call 'advapi32::ConvertSidToStringSidW(p r1, *p .r4) i .r0'
      ${If} $0 <> 0
        System::Call '*$4(&w200 .r5)'
        System::Call 'kernel32::LocalFree(p r4)'
        StrCpy $3 "${RIGHTS_OF_PERSON}$5)"
      ${EndIf}
    ${EndIf}
    System::Free $1
  ${EndIf}
FunctionEnd

; Makes the folder of the programs with rights of its own, unless its place gives it such. It refuses what others could change all the same.
Function MakeOwnFolder
  ; Without parts such as "..", which would be within a folder by the text alone.
  System::Call 'kernel32::GetFullPathNameW(w "$INSTDIR", i ${NSIS_MAX_STRLEN}, w .r0, p 0)'
  StrCpy $INSTDIR $0
  ${If} $MultiUser.InstallMode == AllUsers
    !insertmacro IsWithin "$PROGRAMFILES64" "$INSTDIR"
  ${Else}
    !insertmacro IsWithin "$PROFILE" "$INSTDIR"
  ${EndIf}
  ${If} $0 = 1
    Return
  ${EndIf}

  ; Whoever may rename a folder above may put another one in its place: nothing is above but the drive.
  ${GetParent} "$INSTDIR" $1
  StrLen $0 $1
  ${If} $0 <> 2
    !insertmacro Refuse "$(OthersAbove)"
  ${EndIf}
  System::Call 'kernel32::GetDriveTypeW(w "$1\") i .r0'
  ${If} $0 <> ${DRIVE_FIXED}
    !insertmacro Refuse "$(NoRights)"
  ${EndIf}
  System::Call 'kernel32::GetVolumeInformationW(w "$1\", p 0, i 0, p 0, p 0, *i .r2, p 0, i 0) i .r0'
  IntOp $2 $2 & ${FILE_PERSISTENT_ACLS}
  ${If} $0 = 0
  ${OrIf} $2 = 0
    !insertmacro Refuse "$(NoRights)"
  ${EndIf}

  Call RightsOfFolder
  ; Without a list a folder would be everybody's.
  ${If} $3 == ""
    !insertmacro Refuse "$(NoRights)"
  ${EndIf}
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w r3, i 1, *p .r4, p 0) i .r0'
  ${If} $0 = 0
    !insertmacro Refuse "$(NoRights)"
  ${EndIf}
  ; A folder that is there may be another's: only what a former installation has made is taken over.
  ReadRegStr $2 SHCTX "Software\SealDesk" InstallFolder
  ${If} $2 == $INSTDIR
  ${AndIf} ${FileExists} "$INSTDIR\*.*"
    System::Call 'advapi32::SetFileSecurityW(w "$INSTDIR", i r6, p r4) i .r0'
  ${Else}
    RMDir "$INSTDIR"
    System::Call '*(i 24, i 0, p r4, p 0) p .r5'
    System::Call 'kernel32::CreateDirectoryW(w "$INSTDIR", p r5) i .r0'
    System::Free $5
  ${EndIf}
  System::Call 'kernel32::LocalFree(p r4)'
  ${If} $0 <> 0
    Return
  ${EndIf}
  ; A folder of others is still there; one of ours, and one that could not be made, take no rights.
  ${If} $2 != $INSTDIR
  ${AndIf} ${FileExists} "$INSTDIR\*.*"
    !insertmacro Refuse "$(NotEmpty)"
  ${EndIf}
  !insertmacro Refuse "$(NoRights)"
FunctionEnd
