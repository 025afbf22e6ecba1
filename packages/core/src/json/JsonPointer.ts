/** JSON Pointers (RFC 6901): the path to a value as one text. */

/** A JSON Pointer to the value at the end of `keys`. */
export const pointer = (keys: ReadonlyArray<string | number>): string =>
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

/** The keys of a pointer, without their escapes. */
export const keysOf = (path: string): ReadonlyArray<string> =>
  path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
