/** The type of undici's agent at its own path: loading all of undici would take three times as long. */
declare module "undici/lib/dispatcher/agent.js" {
  import { Agent } from "undici"
  export default Agent
}
