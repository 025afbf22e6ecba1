/** The contract of each of the five operations, as validators for requests and responses. */
import { Ajv, type ValidateFunction } from "ajv"
import { fullFormats } from "ajv-formats/dist/formats.js"
import { type Document, type Parameter, read, type SecurityScheme } from "./ContractDocument.js"
import type { JsonObject } from "./Json.js"

/** The operations that have a contract. */
export const operations = [
  "factory.get-message",
  "factory.post-message",
  "mielto.get-message",
  "honcho.get-message",
  "veryfront.get-message"
] as const

/** The name of an operation. */
export type Operation = (typeof operations)[number]

/** Something in a value that the contract does not allow; `path` is a JSON Pointer, `""` for the whole value. */
export interface Finding {
  readonly path: string
  readonly problem: string
}

/** Lists everything that the contract does not allow in a value. */
export type Validator = (value: unknown) => ReadonlyArray<Finding>

/** `path` is a template such as `/v3/workspaces/{workspace_id}`. A request must satisfy one entry of `security`, each a list of schemes. */
export interface Contract {
  readonly operation: Operation
  readonly method: string
  readonly path: string
  readonly parameters: ReadonlyArray<Parameter & { readonly validate: Validator }>
  readonly security: ReadonlyArray<ReadonlyArray<SecurityScheme>>
  readonly statuses: ReadonlyArray<number>
  /** Validates the body of a request; absent if the operation takes none. */
  readonly request?: Validator
  /** Validates the body of a 200. */
  readonly success: Validator
  /** Validates any response. An undocumented status is a finding; a body about which the contract says nothing is not. */
  readonly answer: (status: number, body: unknown) => ReadonlyArray<Finding>
}

/** The contract of an operation. */
export const of = (operation: Operation): Contract => contracts[operation]

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, formats: fullFormats }).addVocabulary(["components"])

const load = (operation: Operation): Contract => {
  const document = read(operation)
  const [path, methods] = only(document.paths)
  const [method, { parameters = [], requestBody, responses, security = document.security }] = only(methods)
  const answers = new Map(Object.entries(responses).map(([status, body]) => [Number(status), body] as const))
  const bodies = new Map([...answers].map(([status, body]) => [status, validator(document, schemaOf(body))] as const))
  const answer = (status: number, body: unknown) =>
    (bodies.get(status) ?? refuse(`status ${status} is not documented for ${operation}`))(body)
  return {
    operation,
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => ({ ...parameter, validate: validator(document, parameter.schema) })),
    security: security.map((names) => Object.keys(names).map((name) => scheme(document, name))),
    statuses: [...answers.keys()],
    ...(requestBody && { request: validator(document, schemaOf(requestBody)) }),
    success: (body) => answer(200, body),
    answer
  }
}

const schemaOf = (body: { readonly content?: Record<string, { readonly schema: JsonObject }> }) =>
  body.content?.["application/json"]?.schema

const validator = ({ components }: Document, schema: JsonObject | undefined): Validator => {
  if (schema === undefined) return () => []
  const validate = ajv.compile({ ...schema, components })
  return (value) => (validate(value) ? [] : findings(validate))
}

const findings = ({ errors }: ValidateFunction): ReadonlyArray<Finding> =>
  (errors ?? []).map(({ instancePath, message = "is not allowed", params }) => {
    const said = Object.entries(params).filter(([name]) => name === "additionalProperty" || name === "allowedValues")
    return { path: instancePath, problem: [message, ...said.map(([, value]) => JSON.stringify(value))].join(" ") }
  })

const refuse =
  (problem: string): Validator =>
  () => [{ path: "", problem }]

const scheme = ({ components }: Document, name: string): SecurityScheme => {
  const found = components.securitySchemes?.[name]
  if (found === undefined) throw new Error(`The contract names no security scheme ${name}`)
  return found
}

const only = <A>(record: { readonly [key: string]: A }): readonly [string, A] => {
  const [first, ...rest] = Object.entries(record)
  if (first === undefined || rest.length > 0) throw new Error("A contract file has one path with one method")
  return first
}

const contracts: { readonly [O in Operation]: Contract } = {
  "factory.get-message": load("factory.get-message"),
  "factory.post-message": load("factory.post-message"),
  "mielto.get-message": load("mielto.get-message"),
  "honcho.get-message": load("honcho.get-message"),
  "veryfront.get-message": load("veryfront.get-message")
}
