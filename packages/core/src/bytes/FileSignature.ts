/** The signatures at the start of files, which show the type of a file. */

/** The media type whose signature the bytes begin with: PNG, JPEG, GIF, WebP or PDF. */
export const mediaType = (bytes: Uint8Array): string | undefined => {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith("\u0089PNG")) return "image/png"
  if (head.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg"
  if (/^GIF8[79]a/.test(head)) return "image/gif"
  if (/^RIFF.{4}WEBP/s.test(head)) return "image/webp"
  return head.startsWith("%PDF-") ? "application/pdf" : undefined
}

/** Whether bytes may have this media type, which is one of the five above. Readers of PDF look for its signature in the first 1024 bytes. */
export const isOf = (bytes: Uint8Array, expected: string): boolean =>
  mediaType(bytes) === expected ||
  (expected === "application/pdf" && String.fromCharCode(...bytes.subarray(0, 1024)).includes("%PDF-"))
