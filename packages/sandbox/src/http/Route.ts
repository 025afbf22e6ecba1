/** Matches a request to one of a provider's paths. */
import type { SandboxRequest } from "./SandboxRequest.js"
import type { SandboxResponse } from "./SandboxResponse.js"

/** Answers a request; a refusal is a response too. */
export type Handler = (request: SandboxRequest) => SandboxResponse

/** A path such as `/v3/sessions/:sessionId`, with a handler for each method that it supports. HEAD uses the handler of GET. */
export interface Route {
  readonly path: string
  readonly methods: Readonly<Record<string, Handler>>
}

/** Answers with the first route that matches. `refuse` makes the provider's own response for an unknown path (404) or method (405). */
export const dispatch =
  (routes: ReadonlyArray<Route>, refuse: (status: 404 | 405) => SandboxResponse): Handler =>
  (request) => {
    for (const { methods, path } of routes) {
      const params = match(path, request.url)
      if (params === undefined) continue
      const method = request.method === "HEAD" ? "GET" : request.method
      const handler = Object.hasOwn(methods, method) ? methods[method] : undefined
      if (handler !== undefined) return handler({ ...request, params })
      const refusal = refuse(405)
      return { ...refusal, headers: { ...refusal.headers, allow: Object.keys(methods).join(", ") } }
    }
    return refuse(404)
  }

/** The named segments of a URL; `undefined` if the URL does not match the path or is not well-formed. */
const match = (path: string, url: string): Readonly<Record<string, string>> | undefined => {
  const expected = path.split("/")
  const given = url.replace(/[?#].*$/s, "").split("/")
  if (expected.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const text = decode(given[index] ?? "")
    if (segment.startsWith(":")) {
      if (text === undefined || text === "") return undefined
      params[segment.slice(1)] = text
    } else if (segment !== text) return undefined
  }
  return params
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
