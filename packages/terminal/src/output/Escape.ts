/** Makes text from elsewhere harmless to a terminal: escapes whatever could move the cursor, or recolour or reorder text. */

/**
 * Escapes control characters except newline and tab, marks that reorder text, separators of lines and paragraphs, and tags, which are
 * invisible. The escapes look like `\u001b`, so JSON stays the same JSON.
 */
export const text = (unsafe: string): string => unsafe.replace(active, shown)

/** The same for text that must stay on one line. */
export const line = (unsafe: string): string => text(unsafe).replace(/[\n\t]/g, shown)

// C0 without tab and newline, DEL, C1; marks of direction (UAX #9); U+2028 and U+2029; tags; lone surrogates.
const active = /[^\P{Cc}\t\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u{e0000}-\u{e007f}\p{Cs}]/gu

const shown = (character: string): string =>
  character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
