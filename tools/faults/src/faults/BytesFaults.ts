/** Faults in the bytes of a body, in its JSON, or in the message. */
import type { Context, InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { write } from "../Step.js"

const says =
  (body: (context: Context) => Uint8Array | string, headers: Http.Headers = {}) =>
  (context: Context) => [write(Http.json(body(context), headers))]

/** The good response with further members in front, written as Latin-1, so that it can have bytes that are not UTF-8. */
const spliced =
  (members: string) =>
  ({ body }: Context): Uint8Array =>
    Buffer.concat([Buffer.from(`{${members},`, "latin1"), Buffer.from(body.slice(body.indexOf("{") + 1))])

const changed =
  (change: Readonly<Record<string, unknown>>) =>
  ({ body }: Context): string =>
    JSON.stringify({ ...JSON.parse(body), ...change })

const half = ({ body }: Context) => Buffer.from(body).subarray(0, Math.floor(Buffer.byteLength(body) / 2))

export const bytes = {
  truncated_json: { row: 61, injects: "half a JSON text, whole by its content-length", answer: says(half) },
  empty_200_json: { row: 62, injects: "200 with an empty body", answer: says(() => "") },
  s204: { row: 63, injects: "204", answer: () => [write(Http.head("204 No Content"))] },
  html_200: {
    row: 64,
    injects: "200 with a page",
    answer: says(() => Http.page("Log in"), { "content-type": "text/html" })
  },
  html_as_json_200: { row: 65, injects: "a page that is called JSON", answer: says(() => Http.page("Log in")) },
  json_text_plain: {
    row: 66,
    injects: "JSON that is called text/plain",
    answer: says(({ body }) => body, { "content-type": "text/plain" })
  },
  json_no_ct: {
    row: 67,
    injects: "JSON without a content-type",
    answer: ({ body }) => [write(Http.answer("200 OK", {}, body))]
  },
  json_null: { row: 68, injects: "null", answer: says(() => "null") },
  json_array: { row: 69, injects: "[]", answer: says(() => "[]") },
  json_wrong_types: {
    row: 70,
    injects: "an id that is a number, a role that is an object",
    answer: says(changed({ id: 7, messageId: 7, role: {} }))
  },
  id_mismatch: { row: 71, injects: "another message", answer: says(changed({ id: "another" })) },
  err_in_200: {
    row: 72,
    injects: "200 with an error in it",
    answer: says(() => '{"error":{"message":"the model is overloaded","type":"server_error"}}')
  },
  bad_utf8: {
    row: 73,
    injects: "bytes that are not UTF-8 in a text",
    answer: says(spliced('"x-text":"\xff\xfe\x80"'))
  },
  bom: { row: 74, injects: "a byte order mark before the JSON", answer: says(({ body }) => `\uFEFF${body}`) },
  utf16: { row: 75, injects: "UTF-16", answer: says(({ body }) => Buffer.from(body, "utf16le")) },
  big_int: {
    row: 76,
    injects: "9007199254740993 and 1e400",
    answer: says(spliced('"x-big":9007199254740993,"x-infinite":1e400'))
  },
  nan_literal: { row: 77, injects: "NaN", answer: says(spliced('"x-nan":NaN')) }
} as const satisfies Record<string, InjectedFault>
