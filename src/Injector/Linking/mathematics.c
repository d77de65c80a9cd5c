/*
 * glibc 2.29 has given these functions second versions, which leave error handlers of System V out and compute the same. A program that takes
 * what its linker finds first does not start with glibc 2.28. The first versions are still there, under the name of glibc's first release
 * for the processor, and are called instead: OlderSystem.targets wraps them.
 */
#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#endif

#define USE_FIRST(function, parameters, arguments) \
    double first_##function parameters; \
    __asm__(".symver first_" #function "," #function "@" FIRST); \
    double __wrap_##function parameters { return first_##function arguments; }

USE_FIRST(exp, (double x), (x))
USE_FIRST(exp2, (double x), (x))
USE_FIRST(log, (double x), (x))
USE_FIRST(log2, (double x), (x))
USE_FIRST(pow, (double x, double y), (x, y))
