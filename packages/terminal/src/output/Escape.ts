/** Makes text from elsewhere harmless to a terminal: escapes whatever could move the cursor, or recolour, reorder or hide text. */

/**
 * Escapes control characters except newline and tab, marks that reorder text, separators of lines and paragraphs, and characters without
 * width, such as the zero-width space and the byte order mark. The escapes look like `\u001b`. CR LF becomes a newline. JSON stays the
 * same JSON, and text that is already escaped does not change.
 */
export const text = (unsafe: string): string =>
  isPlain(unsafe) ? unsafe : unsafe.replaceAll("\r\n", "\n").replace(active(), shown)

/** The same for text that must stay on one line. */
export const line = (unsafe: string): string =>
  (isPlain(unsafe) ? unsafe : unsafe.replace(active(), shown)).replace(/[\n\t]/g, shown)

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text)

// Some characters without width belong to their neighbours: joiners in an emoji or in a script that joins letters, and one variation
// selector after an emoji or an ideograph.
const joins =
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})" +
  "|(?<=[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}])[\\u200c\\u200d]"
const selects = "(?<=\\p{Emoji})[\\ufe0e\\ufe0f]|(?<=\\p{Ideographic})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]"

// C0 without tab and newline, DEL, C1; marks of direction (UAX #9); U+2028 and U+2029; lone surrogates; characters without width.
const marks = "[\\p{Bidi_Control}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]"

/** The search for all of these. It is made when the first text needs it, because that takes a millisecond. */
const active = (): RegExp => (compiled ??= new RegExp(`[^\\P{Cc}\\t\\n]|(?=${marks})(?!${joins}|${selects})[^]`, "gu"))
let compiled: RegExp | undefined

const isPlain = (text: string): boolean => /^[\n\t -~]*$/.test(text)

const shown = (character: string): string =>
  character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
