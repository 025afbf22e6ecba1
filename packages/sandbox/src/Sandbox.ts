/** The four providers on loopback over real HTTP: authentication, errors, state, and messages with fixed ids to look at. */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServer from "@effect/platform/HttpServer"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Factory from "./Factory.js"
import * as Honcho from "./Honcho.js"
import * as Mielto from "./Mielto.js"
import * as FactorySeeds from "./seeds/Factory.js"
import * as HonchoSeeds from "./seeds/Honcho.js"
import * as MieltoSeeds from "./seeds/Mielto.js"
import * as VeryfrontSeeds from "./seeds/Veryfront.js"
import * as Veryfront from "./Veryfront.js"

/** A seeded message: where it is, and what of a message it shows. */
export interface Seed {
  readonly ref: string
  readonly shows: string
}

/** Every seeded message, in reading order. */
export const seeds: ReadonlyArray<Seed> = [
  ...FactorySeeds.seeds,
  ...MieltoSeeds.seeds,
  ...HonchoSeeds.seeds,
  ...VeryfrontSeeds.seeds
].map(({ ref, shows }) => ({ ref, shows }))

/** The conversation that takes posts. */
export const conversation: string = FactorySeeds.conversation

/** A message that the sandbox's key may not read: 403. */
export const forbidden: string = VeryfrontSeeds.forbidden

/** Set instead of `FACTORY_API_KEY`, it makes Factory answer as to an organization without the feature: 403. */
export const factoryKeyWithoutSessions: string = Factory.keyWithoutSessions

/** A sandbox that is being served. */
export class Sandbox extends Context.Tag("@org/messages-sandbox/Sandbox")<
  Sandbox,
  {
    /** Such as `http://127.0.0.1:8787`; the providers are under `/factory`, `/mielto`, `/honcho` and `/veryfront`. */
    readonly url: string
    /** The variables that point every provider client at this sandbox, with its keys. */
    readonly environment: Readonly<Record<string, string>>
  }
>() {}

/** A new sandbox with a state of its own. */
export const app: Effect.Effect<HttpApp.Default> = Effect.gen(function* () {
  return HttpRouter.empty.pipe(
    HttpRouter.mountApp("/factory", yield* Factory.make),
    HttpRouter.mountApp("/mielto", yield* Mielto.make),
    HttpRouter.mountApp("/honcho", yield* Honcho.make),
    HttpRouter.mountApp("/veryfront", yield* Veryfront.make),
    Effect.catchTag("RouteNotFound", () => Effect.succeed(HttpServerResponse.empty({ status: 404 })))
  )
})

/** The environment of a program that is to use the sandbox at `url`. */
export const environment = (url: string): Readonly<Record<string, string>> => ({
  FACTORY_API_KEY: Factory.key,
  FACTORY_API_URL: `${url}/factory`,
  MIELTO_API_KEY: Mielto.key,
  MIELTO_API_URL: `${url}/mielto`,
  MIELTO_WORKSPACE_ID: MieltoSeeds.workspace,
  HONCHO_API_KEY: Honcho.key,
  HONCHO_URL: `${url}/honcho`,
  VERYFRONT_API_TOKEN: Veryfront.key,
  VERYFRONT_API_URL: `${url}/veryfront`
})

/** Serves a new sandbox on the server that the program provides, for as long as the layer lives. */
export const layer: Layer.Layer<Sandbox, never, HttpServer.HttpServer> = Layer.scoped(
  Sandbox,
  Effect.gen(function* () {
    const { address } = yield* HttpServer.HttpServer
    yield* HttpServer.serveEffect(yield* app)
    const url = HttpServer.formatAddress(address)
    return { url, environment: environment(url) }
  })
)
