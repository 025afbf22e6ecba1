/** What the client reads from the environment. */
import { ConfigurationSuite } from "@org/messages-contract/suites"
import * as Effect from "effect/Effect"
import { MieltoClient } from "../src/index.js"
import { at, errorOf, withExchange } from "./Client.js"

ConfigurationSuite.run("MieltoClient.layerConfig", {
  provider: "mielto",
  client: withExchange(Effect.provide(MieltoClient.MieltoClient, MieltoClient.layerConfig)),
  errorOf,
  address: at("m1"),
  operations: ["get", "list", "conversations", "post"],
  key: "MIELTO_API_KEY",
  url: "MIELTO_API_URL",
  defaultUrl: "https://api.mielto.com",
  variables: { MIELTO_API_KEY: "mk_test", MIELTO_WORKSPACE_ID: "ws_1" },
  headers: { authorization: "Bearer mk_test", "x-workspace-id": "ws_1" },
  unusable: [{ MIELTO_WORKSPACE_ID: "../canary" }]
})
