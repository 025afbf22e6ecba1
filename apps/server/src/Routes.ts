/** The routes of the contract, to tell what a path allows and to name it in the log without its ids. */
import * as HttpApi from "@effect/platform/HttpApi"
import { Api } from "./Api.js"
import * as Docs from "./Docs.js"
import { split } from "./Target.js"

interface Route {
  readonly method: string
  readonly template: string
  readonly pattern: RegExp
}

/** The value of `Allow` for a path, or nothing where there is no such path. */
export const allowed = (url: string): string | undefined => {
  const methods = at(url).flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]))
  return methods.length === 0 ? undefined : methods.join(", ")
}

/** The path with the names of its ids. */
export const template = (url: string): string | undefined => at(url)[0]?.template

const at = (url: string): ReadonlyArray<Route> => {
  const { path } = split(url)
  return routes.filter(({ pattern }) => pattern.test(path))
}

const route = (method: string, path: string): Route => ({
  method,
  template: path.replace(/:(\w+)/g, "{$1}"),
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/:\w+/g, "[^/]*")}$`)
})

const routes: ReadonlyArray<Route> = (() => {
  const found = [route("GET", Docs.path)]
  HttpApi.reflect(Api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint }) => void found.push(route(endpoint.method, endpoint.path))
  })
  return found
})()
