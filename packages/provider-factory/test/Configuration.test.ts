/** What the client reads from the environment. */
import { ConfigurationSuite } from "@org/messages-contract/suites"
import * as Effect from "effect/Effect"
import { FactoryClient } from "../src/index.js"
import { at, errorOf, withExchange } from "./Client.js"

ConfigurationSuite.run("FactoryClient.layerConfig", {
  provider: "factory",
  client: withExchange(Effect.provide(FactoryClient.FactoryClient, FactoryClient.layerConfig)),
  errorOf,
  address: at("m1"),
  operations: ["get", "list", "conversations", "post"],
  key: "FACTORY_API_KEY",
  url: "FACTORY_API_URL",
  defaultUrl: "https://api.factory.ai",
  variables: { FACTORY_API_KEY: "fk-test" },
  headers: { authorization: "Bearer fk-test" }
})
