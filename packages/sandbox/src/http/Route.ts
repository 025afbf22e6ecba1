/** Matches a request to one of a provider's paths. */
import type { SandboxRequest } from "./SandboxRequest.js"
import type { SandboxResponse } from "./SandboxResponse.js"

/** Answers a request; a refusal is an answer too. */
export type Handler = (request: SandboxRequest) => SandboxResponse

/** A path such as `/v3/sessions/:sessionId`, with a handler for each method that it takes. HEAD is answered as GET. */
export interface Route {
  readonly path: string
  readonly methods: { readonly [method in "GET" | "POST"]?: Handler }
}

/** Answers with the first route that matches. `refuse` gives the provider's own form of "no such path" and "not this method". */
export const dispatch =
  (routes: ReadonlyArray<Route>, refuse: (status: 404 | 405) => SandboxResponse): Handler =>
  (request) => {
    for (const { methods, path } of routes) {
      const params = match(path, request.url)
      if (params === undefined) continue
      const method = request.method === "HEAD" ? "GET" : request.method
      const handler = method === "GET" || method === "POST" ? methods[method] : undefined
      if (handler !== undefined) return handler({ ...request, params })
      const refusal = refuse(405)
      return { ...refusal, headers: { ...refusal.headers, allow: Object.keys(methods).join(", ") } }
    }
    return refuse(404)
  }

/** The named segments of a URL, or nothing where the URL does not fit the path or is not well-formed. */
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
