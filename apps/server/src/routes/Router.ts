/** Finds the routes of a path, and the methods that it allows. */
import type { Problem } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import type { Response } from "../response/Response.js"

/** Handles a request. `segment` is the part of the path for `:name`, decoded; empty if the route has no `:name`. */
export type Handle = (request: Request, segment: string) => Effect.Effect<Response, Problem.Problem>

/** A method and a path with their handler. A path has at most one `:name`, which stands for one segment. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE"
  readonly path: string
  readonly handle: Handle
}

/** All routes of one path. */
export interface Place {
  /** The path as the contract writes it, such as `/v1/messages/{ref}`: the log shows it without ids. */
  readonly template: string
  /** The value of the header Allow. */
  readonly allow: string
  /** The handler of a method, if the path allows it. */
  readonly handle: (method: string) => Handle | undefined
}

/** The routes of a path, and the part of it for `:name`, decoded; empty if the routes have no `:name`. */
export interface RouteMatch {
  readonly place: Place
  readonly segment: string
}

/** Finds the routes of a path; `undefined` if there are none. */
export type Router = (path: string) => RouteMatch | undefined

/** A router for these routes. */
export const make = (routes: ReadonlyArray<Route>): Router => {
  const fixed = new Map<string, Pattern>()
  const open: Array<Pattern> = []
  for (const path of new Set(routes.map(({ path }) => path))) {
    const place = placeOf(
      routes.filter((route) => route.path === path),
      path
    )
    if (path.includes(":")) open.push(place)
    else fixed.set(path, place)
  }
  const find = (path: string): RouteMatch | undefined => {
    const place = fixed.get(path)
    if (place !== undefined) return { place, segment: "" }
    for (const place of open) {
      const end = path.length - place.after.length
      if (!path.startsWith(place.before) || !path.endsWith(place.after) || end < place.before.length) continue
      const segment = path.slice(place.before.length, end)
      if (!segment.includes("/")) return { place, segment: decodeURIComponent(segment) }
    }
    return undefined
  }
  return (path) => find(path) ?? (path.includes("%") ? find(unescapeUnreserved(path)) : undefined)
}

interface Pattern extends Place {
  /** The text of the path before the segment. */
  readonly before: string
  /** The text of the path after the segment. */
  readonly after: string
}

const placeOf = (routes: ReadonlyArray<Route>, path: string): Pattern => {
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

/** Decodes characters that need no encoding, because the paths are equivalent (RFC 3986, section 6.2.2.2). */
export const unescapeUnreserved = (path: string): string =>
  path.replace(/%([0-9a-f]{2})/gi, (escape, code: string) => {
    const character = String.fromCharCode(parseInt(code, 16))
    return /[\w.~-]/.test(character) ? character : escape
  })
