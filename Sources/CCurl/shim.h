#include <curl/curl.h>

// Swift cannot call functions with `...`: one function for each kind of value that is passed.

static inline CURLcode parvis_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode parvis_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode parvis_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode parvis_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*parvis_curl_bytes)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode parvis_curl_set_function(CURL *handle, CURLoption option, parvis_curl_bytes value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode parvis_curl_get_number(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
