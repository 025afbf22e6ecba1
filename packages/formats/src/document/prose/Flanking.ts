/** Tells whether a run of marks may begin or end an emphasis, if the characters next to it make that clear. */

/** What a run of marks does: it begins an emphasis, ends one, or is plain text; `unclear` if only the parser can tell. */
export type Flanking = "begins" | "ends" | "itself" | "unclear"

/** What a run of these marks is between two characters; 0 stands for the beginning and the end of the text. */
export const of = (mark: number, before: number, after: number): Flanking => {
  const left = neighbour(before)
  const right = neighbour(after)
  if (left === "unknown" || right === "unknown") return "unclear"
  const mayBegin = right !== "space" && (right === "word" || left !== "word")
  const mayEnd = left !== "space" && (left === "word" || right !== "word")
  if (mayBegin !== mayEnd) return mayBegin ? "begins" : "ends"
  if (!mayBegin) return "itself"
  return mark === underscore && left === "word" && right === "word" ? "itself" : "unclear"
}

const underscore = 95

const neighbour = (code: number): "space" | "punctuation" | "word" | "unknown" => {
  if ((code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122)) return "word"
  if (code < 128) return code <= 32 ? "space" : "punctuation"
  // The dashes, quotation marks and signs of the block of general punctuation.
  if ((code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e)) return "punctuation"
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? "word" : "unknown"
}
