/** What the client reads from the environment. */
import { ConfigurationSuite } from "@org/messages-contract/suites"
import * as Effect from "effect/Effect"
import { VeryfrontClient } from "../src/index.js"
import { at, errorOf, uuid, withExchange } from "./Client.js"

ConfigurationSuite.run("VeryfrontClient.layerConfig", {
  provider: "veryfront",
  client: withExchange(Effect.provide(VeryfrontClient.VeryfrontClient, VeryfrontClient.layerConfig)),
  errorOf,
  address: at(uuid),
  operations: ["get", "list", "conversations", "post"],
  key: "VERYFRONT_API_TOKEN",
  url: "VERYFRONT_API_URL",
  defaultUrl: "https://api.veryfront.com",
  variables: { VERYFRONT_API_TOKEN: "vf_test" },
  headers: { authorization: "Bearer vf_test" }
})
