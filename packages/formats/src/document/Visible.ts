/** Makes every character of a text visible, by escaping what could hide, reorder or recolour text. `Escape` in terminal has the same rules. */

/**
 * Escapes control characters except newline and tab, marks that reorder text, separators of lines and paragraphs, and characters without
 * width. The escapes look like `\u001b`. CR LF becomes a newline. A text that is already escaped does not change.
 */
export const text = (unsafe: string): string =>
  suspicious.test(unsafe) ? unsafe.replaceAll("\r\n", "\n").replace(active, shown) : unsafe

/** The same for text that must stay on one line. */
export const line = (unsafe: string): string =>
  /[\t\n\r]/.test(unsafe) ? text(unsafe.replace(/\r\n/g, shown)).replace(/[\n\t]/g, shown) : text(unsafe)

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text)

// Only texts with characters beyond ASCII and the most common letters and signs go through the slow expression.
const suspicious =
  /[^\t\n\x20-\x7e\xa1-\xac\xae-\u024f\u0370-\u05ff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\u3163\u3400-\u9fff]/

// Some characters without width belong to their neighbours: joiners in an emoji or in a script that joins letters, and one variation
// selector after an emoji or an ideograph.
const joins =
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})" +
  "|(?<=[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}])[\\u200c\\u200d]"
const selects = "(?<=\\p{Emoji})[\\ufe0e\\ufe0f]|(?<=\\p{Ideographic})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]"

// C0 without tab and newline, DEL, C1; marks of direction (UAX #9); U+2028 and U+2029; lone surrogates; characters without width.
const marks = "[\\p{Bidi_Control}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]"
const active = new RegExp(`[^\\P{Cc}\\t\\n]|(?=${marks})(?!${joins}|${selects})[^]`, "gu")

const shown = (character: string): string =>
  character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
