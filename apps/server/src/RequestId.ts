/** The id of a request: the caller's, if it is one that a log can bear, or a new one. */
import { randomUUID } from "node:crypto"

export const header = "x-request-id"

export const from = (sent: string | undefined): string => (sent !== undefined && sane.test(sent) ? sent : randomUUID())

const sane = /^[\w.:-]{1,128}$/
