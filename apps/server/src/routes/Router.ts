/** Finds the route of a path, and what is allowed there. */
import type { Problem } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import type { Response } from "../response/Response.js"

/** Answers a request. `segment` is what stands in the path for `:name`, decoded; empty where the path has none. */
export type Handle = (request: Request, segment: string) => Effect.Effect<Response, Problem.Problem>

/** One endpoint. A path has at most one `:name`, which stands for one segment. */
export interface Route {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly handle: Handle
}

/** Everything that is at a path. */
export interface Found {
  /** The path as the contract writes it, such as `/v1/messages/{ref}`: it names the path in the log without its ids. */
  readonly template: string
  /** The value of the header Allow. */
  readonly allow: string
  readonly segment: string
  /** How to answer a method. */
  readonly handle: (method: string) => Handle | undefined
}

export type Router = (path: string) => Found | undefined

export const make = (routes: ReadonlyArray<Route>): Router => {
  const fixed = new Map<string, Place>()
  const open: Array<Place> = []
  for (const path of new Set(routes.map(({ path }) => path))) {
    const place = placeOf(
      routes.filter((route) => route.path === path),
      path
    )
    if (path.includes(":")) open.push(place)
    else fixed.set(path, place)
  }
  const find = (path: string): Found | undefined => {
    const place = fixed.get(path)
    if (place !== undefined) return { ...place, segment: "" }
    for (const place of open) {
      const end = path.length - place.after.length
      if (!path.startsWith(place.before) || !path.endsWith(place.after) || end < place.before.length) continue
      const segment = path.slice(place.before.length, end)
      if (!segment.includes("/")) return { ...place, segment: decodeURIComponent(segment) }
    }
    return undefined
  }
  return (path) => find(path) ?? (path.includes("%") ? find(unescapeUnreserved(path)) : undefined)
}

interface Place extends Omit<Found, "segment"> {
  /** What stands before the segment. */
  readonly before: string
  /** What stands after it. */
  readonly after: string
}

const placeOf = (routes: ReadonlyArray<Route>, path: string): Place => {
  const handles = new Map<string, Handle>(routes.map(({ handle, method }) => [method, handle]))
  const get = handles.get("GET")
  if (get !== undefined) handles.set("HEAD", get)
  const [before = "", after = ""] = path.split(/:\w+/)
  return {
    template: path.replace(/:(\w+)/, "{$1}"),
    allow: [...handles.keys()].join(", "),
    before,
    after,
    handle: (method) => handles.get(method)
  }
}

/** Decodes what needs no encoding: such a path is the same (RFC 3986, section 6.2.2.2). */
const unescapeUnreserved = (path: string): string =>
  path.replace(/%([0-9a-f]{2})/gi, (escape, code: string) => {
    const character = String.fromCharCode(parseInt(code, 16))
    return /[\w.~-]/.test(character) ? character : escape
  })
