/** The names of Honcho's workspaces, peers and sessions: 1 to 512 characters of `[a-zA-Z0-9_-]`. */
import type * as FastApi from "../FastApi.js"

/** What is wrong with a name. */
export const problems = (loc: FastApi.Problem["loc"], input: string): ReadonlyArray<FastApi.Problem> => {
  if (input === "")
    return [
      { type: "string_too_short", loc, msg: "String should have at least 1 character", input, ctx: { min_length: 1 } }
    ]
  if (input.length > maximum)
    return [
      {
        type: "string_too_long",
        loc,
        msg: `String should have at most ${maximum} characters`,
        input,
        ctx: { max_length: maximum }
      }
    ]
  return isName(input)
    ? []
    : [
        {
          type: "string_pattern_mismatch",
          loc,
          msg: `String should match pattern '${pattern}'`,
          input,
          ctx: { pattern }
        }
      ]
}

/** Whether a text is a valid name. */
export const isName = (text: string): boolean => new RegExp(pattern).test(text) && text.length <= maximum

const pattern = "^[a-zA-Z0-9_-]+$"

const maximum = 512
