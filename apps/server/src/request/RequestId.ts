/** The id of a request: the caller's if it is safe to log, or a new one. */
import { randomUUID } from "node:crypto"

/** The name of the header, in lower case. */
export const header = "x-request-id"

/** The id for the value of the header, or a new id. */
export const from = (sent: string | ReadonlyArray<string> | undefined): string =>
  typeof sent === "string" && safe.test(sent) ? sent : randomUUID()

const safe = /^[\w.:-]{1,128}$/
