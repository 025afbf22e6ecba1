/** Checks a request against a contract: its parameters, its credentials and its body. */
import type { IncomingHttpHeaders } from "node:http"
import type { Contract, Finding, Validator } from "./Contract.js"

/** A request as it arrived: `path` is the raw text with the query; header names are in lower case. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

/** The raw path segments of the template's parameters, or nothing if the path does not match. */
export const match = (template: string, path: string): ReadonlyMap<string, string> | undefined => {
  const names = template.split("/")
  const segments = path.split("/")
  if (names.length !== segments.length) return undefined
  const found = new Map<string, string>()
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? ""
    if (name.startsWith("{")) found.set(name.slice(1, -1), segment)
    else if (name !== segment) return undefined
  }
  return found
}

export const check = (
  contract: Contract,
  segments: ReadonlyMap<string, string>,
  sent: Sent,
  authenticated: boolean
): ReadonlyArray<Finding> => [
  ...(authenticated ? credentials(contract, sent) : []),
  ...parameters(contract, segments, sent),
  ...query(contract, sent),
  ...body(contract, sent)
]

const credentials = ({ security }: Contract, { headers }: Sent): ReadonlyArray<Finding> => {
  const met = security.some((schemes) =>
    schemes.every((scheme) =>
      scheme.type === "http"
        ? /^Bearer [\w.~+/-]+=*$/.test(headers.authorization ?? "")
        : headers[scheme.name.toLowerCase()] !== undefined
    )
  )
  return met || security.length === 0
    ? []
    : [{ path: "/headers", problem: "has no credential that the contract names" }]
}

const parameters = (contract: Contract, segments: ReadonlyMap<string, string>, sent: Sent): ReadonlyArray<Finding> =>
  contract.parameters.flatMap(({ in: place, name, required, validate }) => {
    const value =
      place === "path"
        ? decoded(segments.get(name))
        : place === "query"
          ? queryOf(sent).get(name)
          : sent.headers[name.toLowerCase()]
    if (value === undefined || value === null || value === "")
      return required === true || value === "" ? [{ path: `/${place}/${name}`, problem: "is missing or empty" }] : []
    return under(`/${place}/${name}`, validate)(value)
  })

const query = (contract: Contract, sent: Sent): ReadonlyArray<Finding> => {
  const keys = [...queryOf(sent).keys()]
  const known = contract.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name)
  return keys
    .filter((key, index) => !known.includes(key) || keys.indexOf(key) !== index)
    .map((key) => ({ path: `/query/${key}`, problem: "is not in the contract, or given twice" }))
}

const body = ({ request }: Contract, { body, headers }: Sent): ReadonlyArray<Finding> => {
  if (request === undefined) return body.length === 0 ? [] : [{ path: "/body", problem: "must not be there" }]
  if (!/^application\/json\b/.test(headers["content-type"] ?? ""))
    return [{ path: "/headers/content-type", problem: "must be application/json" }]
  try {
    return under("/body", request)(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch {
    return [{ path: "/body", problem: "is not JSON in UTF-8" }]
  }
}

const under =
  (prefix: string, validate: Validator): Validator =>
  (value) =>
    validate(value).map(({ path, problem }) => ({ path: `${prefix}${path}`, problem }))

const queryOf = ({ path }: Sent) => new URL(path, "http://localhost").searchParams

const decoded = (segment: string | undefined): string | undefined => {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
