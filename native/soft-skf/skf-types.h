/*
 * SKF (GM/T 0016-2012, smart token cryptography application interface): the types, numbers and functions that
 * this library has, in our own words.
 */
#ifndef SEALDESK_SKF_TYPES_H
#define SEALDESK_SKF_TYPES_H

#include <stdint.h>

#ifdef _WIN32
#define SKF_EXPORT __declspec(dllexport)
/* Clause 6.1: the standard call convention, which only 32-bit x86 tells from the other. */
#define SKF_CALL __stdcall
#else
#define SKF_EXPORT __attribute__((visibility("default")))
#define SKF_CALL
#endif

/* 32 bits by the standard; some Linux libraries take unsigned long for it. */
#ifdef SKF_WIDE_ULONG
typedef uint64_t SKF_ULONG;
#else
typedef uint32_t SKF_ULONG;
#endif
typedef int32_t SKF_BOOL;
typedef unsigned char SKF_BYTE;
/* Devices, applications and containers alike. */
typedef void *SKF_HANDLE;

/* Clause 6.2: structures are packed to 1 byte. */
#pragma pack(push, 1)

typedef struct {
  SKF_BYTE major;
  SKF_BYTE minor;
} SKF_VERSION;

typedef struct {
  SKF_VERSION Version;
  char Manufacturer[64];
  char Issuer[64];
  char Label[32];
  char SerialNumber[32];
  SKF_VERSION HWVersion;
  SKF_VERSION FirmwareVersion;
  SKF_ULONG AlgSymCap;
  SKF_ULONG AlgAsymCap;
  SKF_ULONG AlgHashCap;
  SKF_ULONG DevAuthAlgId;
  SKF_ULONG TotalSpace;
  SKF_ULONG FreeSpace;
  SKF_ULONG MaxECCBufferSize;
  SKF_ULONG MaxBufferSize;
  SKF_BYTE Reserved[64];
} SKF_DEVINFO;

/* Coordinates of 256 bits stand in the last 32 bytes of their fields. */
typedef struct {
  SKF_ULONG BitLen;
  SKF_BYTE XCoordinate[64];
  SKF_BYTE YCoordinate[64];
} SKF_ECCPUBLICKEYBLOB;

typedef struct {
  SKF_BYTE r[64];
  SKF_BYTE s[64];
} SKF_ECCSIGNATUREBLOB;

#define FILE_NAME_CAPACITY 32 /* with the NUL at its end */

typedef struct {
  char FileName[FILE_NAME_CAPACITY];
  SKF_ULONG FileSize;
  SKF_ULONG ReadRights;
  SKF_ULONG WriteRights;
} SKF_FILEATTRIBUTE;

#pragma pack(pop)

/* Annex B: return codes. */
#define SAR_OK 0x00000000U
#define SAR_FAIL 0x0A000001U
#define SAR_NOTSUPPORTYETERR 0x0A000003U
#define SAR_INVALIDHANDLEERR 0x0A000005U
#define SAR_INVALIDPARAMERR 0x0A000006U
#define SAR_WRITEFILEERR 0x0A000008U
#define SAR_NAMELENERR 0x0A000009U
#define SAR_MEMORYERR 0x0A00000EU
#define SAR_TIMEOUTERR 0x0A00000FU
#define SAR_INDATALENERR 0x0A000010U
#define SAR_INDATAERR 0x0A000011U
#define SAR_KEYNOTFOUNTERR 0x0A00001BU
#define SAR_CERTNOTFOUNTERR 0x0A00001CU
#define SAR_BUFFER_TOO_SMALL 0x0A000020U
#define SAR_DEVICE_REMOVED 0x0A000023U
#define SAR_PIN_INCORRECT 0x0A000024U
#define SAR_PIN_LOCKED 0x0A000025U
#define SAR_PIN_LEN_RANGE 0x0A000027U
#define SAR_USER_PIN_NOT_INITIALIZED 0x0A000029U
#define SAR_USER_TYPE_INVALID 0x0A00002AU
#define SAR_USER_NOT_LOGGED_IN 0x0A00002DU
#define SAR_APPLICATION_NOT_EXISTS 0x0A00002EU
#define SAR_FILE_ALREADY_EXIST 0x0A00002FU
#define SAR_FILE_NOT_EXIST 0x0A000031U

/* Clause 6.3 and 6.4: states and events of devices, PIN types, container types, rights to files. */
#define DEV_ABSENT_STATE 0U
#define DEV_PRESENT_STATE 1U
#define DEV_EVENT_INSERTED 1U
#define DEV_EVENT_REMOVED 2U
#define ADMIN_TYPE 0U
#define USER_TYPE 1U
#define CONTAINER_EMPTY 0U
#define CONTAINER_ECC 2U
#define SECURE_USER_ACCOUNT 0x10U
#define SECURE_ANYONE_ACCOUNT 0xFFU

/* GM/T 0006: SM2 signature, and SM3. */
#define SGD_SM2_1 0x00020100U
#define SGD_SM3 0x00000001U

#define SKF_FUNCTION SKF_EXPORT SKF_ULONG SKF_CALL

SKF_FUNCTION SKF_WaitForDevEvent(char *name, SKF_ULONG *name_length, SKF_ULONG *event);
SKF_FUNCTION SKF_CancelWaitForDevEvent(void);
SKF_FUNCTION SKF_EnumDev(SKF_BOOL present, char *names, SKF_ULONG *size);
SKF_FUNCTION SKF_ConnectDev(char *name, SKF_HANDLE *device);
SKF_FUNCTION SKF_DisConnectDev(SKF_HANDLE device);
SKF_FUNCTION SKF_GetDevState(char *name, SKF_ULONG *state);
SKF_FUNCTION SKF_GetDevInfo(SKF_HANDLE device, SKF_DEVINFO *info);
SKF_FUNCTION SKF_LockDev(SKF_HANDLE device, SKF_ULONG timeout_ms);
SKF_FUNCTION SKF_UnlockDev(SKF_HANDLE device);
SKF_FUNCTION SKF_EnumApplication(SKF_HANDLE device, char *names, SKF_ULONG *size);
SKF_FUNCTION SKF_OpenApplication(SKF_HANDLE device, char *name, SKF_HANDLE *application);
SKF_FUNCTION SKF_CloseApplication(SKF_HANDLE application);
SKF_FUNCTION SKF_GetPINInfo(SKF_HANDLE application, SKF_ULONG type, SKF_ULONG *most, SKF_ULONG *left,
                            SKF_BOOL *is_default);
SKF_FUNCTION SKF_VerifyPIN(SKF_HANDLE application, SKF_ULONG type, char *pin, SKF_ULONG *left);
SKF_FUNCTION SKF_ChangePIN(SKF_HANDLE application, SKF_ULONG type, char *old_pin, char *new_pin,
                           SKF_ULONG *left);
SKF_FUNCTION SKF_UnblockPIN(SKF_HANDLE application, char *admin_pin, char *new_pin, SKF_ULONG *left);
SKF_FUNCTION SKF_ClearSecureState(SKF_HANDLE application);
SKF_FUNCTION SKF_EnumContainer(SKF_HANDLE application, char *names, SKF_ULONG *size);
SKF_FUNCTION SKF_CreateContainer(SKF_HANDLE application, char *name, SKF_HANDLE *container);
SKF_FUNCTION SKF_OpenContainer(SKF_HANDLE application, char *name, SKF_HANDLE *container);
SKF_FUNCTION SKF_CloseContainer(SKF_HANDLE container);
SKF_FUNCTION SKF_GetContainerType(SKF_HANDLE container, SKF_ULONG *type);
SKF_FUNCTION SKF_ImportCertificate(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *certificate,
                                   SKF_ULONG length);
SKF_FUNCTION SKF_ExportCertificate(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *certificate,
                                   SKF_ULONG *length);
SKF_FUNCTION SKF_ExportPublicKey(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *blob, SKF_ULONG *length);
SKF_FUNCTION SKF_GenECCKeyPair(SKF_HANDLE container, SKF_ULONG algorithm, SKF_ECCPUBLICKEYBLOB *blob);
SKF_FUNCTION SKF_ECCSignData(SKF_HANDLE container, SKF_BYTE *digest, SKF_ULONG length,
                             SKF_ECCSIGNATUREBLOB *signature);
SKF_FUNCTION SKF_EnumFiles(SKF_HANDLE application, char *names, SKF_ULONG *size);
SKF_FUNCTION SKF_GetFileInfo(SKF_HANDLE application, char *name, SKF_FILEATTRIBUTE *info);
SKF_FUNCTION SKF_ReadFile(SKF_HANDLE application, char *name, SKF_ULONG offset, SKF_ULONG size, SKF_BYTE *out,
                          SKF_ULONG *length);
SKF_FUNCTION SKF_CreateFile(SKF_HANDLE application, char *name, SKF_ULONG size, SKF_ULONG read_rights,
                            SKF_ULONG write_rights);
SKF_FUNCTION SKF_WriteFile(SKF_HANDLE application, char *name, SKF_ULONG offset, SKF_BYTE *data,
                           SKF_ULONG size);

#endif
