/** What the client reads from the environment. */
import { ConfigurationSuite } from "@org/messages-contract/suites"
import * as Effect from "effect/Effect"
import { HonchoClient } from "../src/index.js"
import { at, errorOf, withExchange } from "./Client.js"

ConfigurationSuite.run("HonchoClient.layerConfig", {
  provider: "honcho",
  client: withExchange(Effect.provide(HonchoClient.HonchoClient, HonchoClient.layerConfig)),
  errorOf,
  address: at("m1"),
  operations: ["get", "list", "conversations", "post"],
  key: "HONCHO_API_KEY",
  url: "HONCHO_URL",
  defaultUrl: "https://api.honcho.dev",
  variables: { HONCHO_API_KEY: "hch-test" },
  headers: { authorization: "Bearer hch-test" }
})
