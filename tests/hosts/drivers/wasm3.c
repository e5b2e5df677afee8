// Runs a module on wasm3: MODULE [KEY=VALUE…] -- [ARG…]. The sandbox is the current directory, which wasm3's WASI preopens.
// It passes no environment.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "m3_api_libc.h"
#include "m3_api_wasi.h"
#include "m3_env.h"
#include "wasm3.h"

static int failed(IM3Runtime runtime, const char *what, M3Result result) {
    M3ErrorInfo info;
    memset(&info, 0, sizeof info);
    if (runtime != NULL) m3_GetErrorInfo(runtime, &info);
    fprintf(stderr, "host: %s: %s %s\n", what, result, info.message != NULL ? info.message : "");
    return 134;
}

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) return failed(NULL, "open", argc > 1 ? argv[1] : "no module");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc((size_t)size);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) return failed(NULL, "read", argv[1]);
    fclose(file);

    int first = 2;
    while (first < argc && strcmp(argv[first], "--") != 0) first++;
    // The arguments follow the two dashes, which are replaced by the program's name.
    char *slash = strrchr(argv[1], '/');
    const char **args = (const char **)&argv[first];
    args[0] = slash != NULL ? slash + 1 : argv[1];

    IM3Environment environment = m3_NewEnvironment();
    IM3Runtime runtime = m3_NewRuntime(environment, 1 << 20, NULL);
    IM3Module module = NULL;
    IM3Function start = NULL;
    M3Result result = m3_ParseModule(environment, &module, bytes, (uint32_t)size);
    if (result == NULL) result = m3_LoadModule(runtime, module);
    if (result != NULL) return failed(runtime, "load", result);
    result = m3_LinkWASI(module);
    if (result == NULL) result = m3_FindFunction(&start, runtime, "_start");
    if (result != NULL) return failed(runtime, "link", result);
    result = m3_CallWithArgs(start, (uint32_t)(argc - first), args);
    fflush(stdout);
    if (result == m3Err_trapExit) return runtime->exit_code;
    if (result != NULL) return failed(runtime, "run", result);
    return 0;
}
