/** What the four simulated providers have in common: paths with methods, and a way of their own to refuse everything else. */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpMethod from "@effect/platform/HttpMethod"
import * as HttpRouter from "@effect/platform/HttpRouter"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"

/** Fails with the answer that refuses the request. */
export type Handler = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  HttpServerResponse.HttpServerResponse,
  HttpServerRequest.HttpServerRequest | HttpRouter.RouteContext
>

export interface Route {
  readonly path: HttpRouter.PathInput
  readonly get?: Handler
  readonly post?: Handler
}

/** `refuse` gives the provider's own form of "no such path" (404) and "not with this method" (405). */
export const make = (
  routes: ReadonlyArray<Route>,
  refuse: (status: 404 | 405) => HttpServerResponse.HttpServerResponse
): Effect.Effect<HttpApp.Default> =>
  HttpRouter.fromIterable(routes.flatMap((route) => methods(route, refuse(405)))).pipe(
    HttpRouter.toHttpApp,
    // The router's own limit is 100 characters; ids have up to 512 bytes.
    HttpRouter.withRouterConfig({ maxParamLength: 2000 }),
    Effect.map(Effect.catchTag("RouteNotFound", () => Effect.succeed(refuse(404))))
  )

const methods = ({ get, path, post }: Route, wrongMethod: HttpServerResponse.HttpServerResponse) => {
  const allowed = [...(get === undefined ? [] : ["GET"]), ...(post === undefined ? [] : ["POST"])].join(", ")
  const refusal = Effect.succeed(HttpServerResponse.setHeader(wrongMethod, "allow", allowed))
  const handlers: ReadonlyArray<[HttpMethod.HttpMethod, Handler | undefined]> = [
    ["GET", get],
    ["POST", post],
    ["PUT", undefined],
    ["PATCH", undefined],
    ["DELETE", undefined],
    ["OPTIONS", undefined]
  ]
  return handlers.map(([method, handler = refusal]) => HttpRouter.makeRoute(method, path, Effect.merge(handler)))
}
