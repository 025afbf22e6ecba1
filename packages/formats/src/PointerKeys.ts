/** The keys of JSON Pointers (RFC 6901). */

/** The keys of a pointer, without their escapes. */
export const of = (pointer: string): ReadonlyArray<string> =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
