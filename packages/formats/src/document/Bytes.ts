/** Replaces bytes in a text, given as base64 or in a data URL (RFC 2397), with their number, because people cannot read them. */

/** The text with every data URL and every long run of base64 replaced by its kind and its number of bytes. */
export const counted = (text: string): string =>
  hasRun(text)
    ? dataUrls(text).replace(runs, (run) => (isBase64(run) ? `(base64, ${size(run)})` : run))
    : dataUrls(text)

/** Whether a text has a run of base64 letters that is long enough to be bytes. It probes every 60th character and looks around it. */
const hasRun = (text: string): boolean => {
  for (let at = shortest - 1; at < text.length; at += shortest) {
    if (!isLetter(text.charCodeAt(at))) continue
    let first = at
    while (isLetter(text.charCodeAt(first - 1))) first -= 1
    let last = at
    while (last - first < shortest && isLetter(text.charCodeAt(last + 1))) last += 1
    if (last - first + 1 >= shortest) return true
  }
  return false
}

/** A run of base64 has at least this many letters on its first line. */
const shortest = 60

const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 47 && code <= 57) ||
  code === 43 ||
  code === 45 ||
  code === 95

/** The same for data URLs only, for texts in which a long word may be an id. */
export const dataUrls = (text: string): string =>
  text.includes("data:")
    ? text.replace(urls, (_, mediaType: string, base64: string | undefined, content: string) =>
        base64 === undefined
          ? `data:${mediaType} (${amount(decoded(content))})`
          : `data:${mediaType};base64 (${size(content)})`
      )
    : text

/** The number of bytes in base64, in words; a data URL's prefix and line breaks do not count. */
export const size = (base64: string): string => {
  const letters = base64
    .replace(/^data:[^,]*,/, "")
    .replace(breaks, "")
    .replace(/[^A-Za-z0-9+/_-]/g, "").length
  return amount(Math.floor((letters * 3) / 4))
}

/** A number of bytes in words. */
export const amount = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MiB`

/** How many bytes a percent-encoded text has. */
const decoded = (text: string): number => new TextEncoder().encode(text.replace(/%[\da-f]{2}/gi, "x")).length

/** How many bytes a text has in UTF-8. */
export const length = (text: string): number => {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Two surrogates are four bytes together.
    if (code > 0x7f) bytes += code <= 0x7ff || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2
  }
  return bytes
}

// In JSON, a line break is two letters.
const breaks = /(?:\\r)?\\n|\s/g
const line = String.raw`[A-Za-z0-9+/_-]{60,}(?:(?:\\r)?\\n|\r?\n)`
const runs = new RegExp(
  String.raw`(?<![A-Za-z0-9+/_-])(?:(?:${line})+[A-Za-z0-9+/_-]{2,}={0,2}(?=$|["\\\r\n])|[A-Za-z0-9+/_-]{64,}={0,2})`,
  "g"
)
const urls = new RegExp(
  String.raw`\bdata:((?:[\w.+-]+/[\w.+-]+)?(?:;[\w-]+=[^;,\s"\\]*)*)(;base64)?,` +
    String.raw`((?<=;base64,)(?:${line})*[A-Za-z0-9+/_%-]*={0,2}|(?<=/[^,]*,)[^\s"'<>\\()]+)`,
  "gi"
)

/** Whether a word is base64 rather than a path, a hash or a long name: it mixes cases, and seldom has a slash or a dash. */
const isBase64 = (run: string): boolean => {
  const { length } = run
  if (length >= 1024) return true
  if (length < 64 || !/[A-Z]/.test(run) || !/[a-z]/.test(run)) return false
  return (length >= 128 || /[0-9]/.test(run)) && run.split(/[/_-]/).length - 1 <= length / 16
}
