/* Objects on disk: one file each, named by its handle; private ones are sealed under the master key. */
#ifndef SEALDESK_OBJECT_STORE_H
#define SEALDESK_OBJECT_STORE_H

#include "attributes.h"
#include "token-record.h"

/* The caller frees the attributes. False where there is none, or where it is private and master is NULL. */
bool object_load(const struct token_record *record, CK_OBJECT_HANDLE object, const unsigned char *master,
                 struct attributes *out);

/* Writes an object's file anew. The caller holds the token's lock. Private objects need the master key. */
bool object_save(const struct token_record *record, CK_OBJECT_HANDLE object, const struct attributes *list,
                 const unsigned char *master);

/* Takes the next handle, on disk first, and writes the object. The caller holds the token's lock. */
bool object_add(struct token_record *record, const struct attributes *list, const unsigned char *master,
                CK_OBJECT_HANDLE *object);

bool object_remove(const struct token_record *record, CK_OBJECT_HANDLE object);

/* Handles in rising order; the caller frees the array. False where memory ends. */
bool object_list(const struct token_record *record, CK_OBJECT_HANDLE **handles, size_t *count);

/* Removes what earlier generations left behind. */
void object_sweep(const struct token_record *record);

#endif
