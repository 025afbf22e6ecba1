/** Veryfront's refusals: problem details (RFC 9457). */
import { Json } from "@org/messages-core"
import type { SandboxRequest } from "../../http/SandboxRequest.js"
import * as SandboxResponse from "../../http/SandboxResponse.js"

/** What is wrong with one field of a request. */
export interface FieldError {
  readonly field: string
  readonly message: string
  readonly code: string
}

/** A refusal with the title of its status. */
export const refuse = (
  status: SandboxResponse.RefusalStatus,
  more: { readonly [member: string]: Json.Json | undefined } = {},
  headers?: Readonly<Record<string, string>>
): SandboxResponse.SandboxResponse => {
  const title = SandboxResponse.phrases[status]
  const type = `https://api.veryfront.com/errors/${title.toLowerCase().replaceAll(" ", "-")}`
  return SandboxResponse.json(Json.compact({ type, title, status, ...more }), {
    status,
    contentType: "application/problem+json",
    headers
  })
}

/** A refusal of an invalid request, with its field errors. */
export const invalid = (
  { url: instance }: SandboxRequest,
  detail: string,
  errors: ReadonlyArray<FieldError>
): SandboxResponse.SandboxResponse =>
  refuse(400, {
    type: "https://api.veryfront.com/errors/validation-error",
    title: "Validation Error",
    detail,
    instance,
    errors: errors.map((error) => ({ ...error }))
  })

/** The problem of an id that is not a UUID. */
export const invalidUuid = (field: string, id: string): ReadonlyArray<FieldError> =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? []
    : [{ field, message: "Invalid uuid", code: "invalid_string" }]
