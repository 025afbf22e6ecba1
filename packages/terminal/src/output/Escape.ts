/** Makes text from elsewhere harmless to a terminal: what could move the cursor, recolour or reorder text is shown, not obeyed. */

/**
 * Shows as `\u001b` and the like: control characters but newline and tab, the marks that reorder text, the separators of lines and
 * paragraphs, and tags, which are invisible. Escaped so, JSON stays the same JSON.
 */
export const text = (unsafe: string): string => unsafe.replace(active, shown)

/** The same for what must stay on one line. */
export const line = (unsafe: string): string => text(unsafe).replace(/[\n\t]/g, shown)

// C0 without tab and newline, DEL, C1; marks of direction (UAX #9); U+2028 and U+2029; tags; halves of surrogate pairs.
const active = /[^\P{Cc}\t\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u{e0000}-\u{e007f}\p{Cs}]/gu

const shown = (character: string): string =>
  character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
