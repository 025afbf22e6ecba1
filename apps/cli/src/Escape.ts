/** Makes text from elsewhere harmless to a terminal: what could move the cursor, recolour, reorder or hide is shown, not obeyed. */

/** Shows control characters but newline and tab, and the marks that reorder text, as `\u001b` and the like. */
export const text = (unsafe: string): string => unsafe.replace(active, shown)

/** The same for what must stay on one line. */
export const line = (unsafe: string): string => text(unsafe).replace(/[\n\t]/g, shown)

// C0 without tab and newline, DEL, C1, the bidirectional overrides and isolates, and halves of surrogate pairs.
const active = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu

const shown = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
