/*
 * Asks for the first versions of functions of libm. glibc 2.29 gave exp, log, log2 and pow later ones, which differ in
 * how programs of the past were told of errors, and would keep the module out of every older system.
 */
#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#else
#error "the first version of glibc on this processor is not known"
#endif

__asm__(".symver exp,exp@" FIRST);
__asm__(".symver log,log@" FIRST);
__asm__(".symver log2,log2@" FIRST);
__asm__(".symver pow,pow@" FIRST);
