/** Checks responses against the OpenAPI document, with an independent validator. */
import * as OpenApi from "@effect/platform/OpenApi"
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { Api } from "@org/messages-api"

export const document = JSON.parse(JSON.stringify(OpenApi.fromApi(Api)))

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: "openapi", ...document })

/** What is wrong with a body according to the document. */
export const faults = (method: string, path: string, status: number, body: unknown): ReadonlyArray<string> => {
  const response = document.paths[path]?.[method]?.responses[status]
  if (response === undefined) return [`${method} ${path} does not describe ${status}`]
  const [type = ""] = Object.keys(response.content)
  const escaped = [path, method, "responses", status, "content", type, "schema"].map((key) =>
    encodeURIComponent(String(key).replaceAll("~", "~0").replaceAll("/", "~1"))
  )
  const validate = ajv.getSchema(`openapi#/paths/${escaped.join("/")}`)
  if (validate === undefined) return ["there is no schema"]
  return validate(body) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
