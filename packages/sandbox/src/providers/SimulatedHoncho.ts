/** Simulates Honcho: messages of peers in the sessions of a workspace, with the responses of its open-source server. */
import * as HonchoDiary from "../diary/HonchoDiary.js"
import * as Credential from "../http/Credential.js"
import * as Route from "../http/Route.js"
import * as ScriptedLists from "../lists/ScriptedLists.js"
import { place, seeds } from "../seeds/HonchoSeeds.js"
import type { SimulatedProvider } from "../SimulatedProvider.js"
import * as HonchoMessages from "./honcho/HonchoMessages.js"
import { refuse } from "./honcho/HonchoPage.js"
import * as HonchoResources from "./honcho/HonchoResources.js"
import * as HonchoWorkspaces from "./honcho/HonchoWorkspaces.js"

const key = "hch-sandbox"

/** Refuses a wrong key, for every path. */
const withKey =
  (answer: Route.Handler): Route.Handler =>
  (request) => {
    const given = Credential.bearer(request)
    return given === key
      ? answer(request)
      : refuse(401, given === undefined ? "No access token provided" : "Invalid JWT")
  }

/** The simulation of Honcho. Its own SDK leaves out the path of a URL, so it has a port of its own. */
export const honcho: SimulatedProvider = {
  provider: "honcho",
  key,
  seeds,
  conversations: [{ ref: `honcho:${place.workspace_id}/${place.session_id}`, shows: "a customer and an assistant" }],
  diary: (size) => `honcho:${place.workspace_id}/${HonchoDiary.session(size)}`,
  hasOwnPort: true,
  make: ({ diarySizes, scripts }) => {
    const workspaces = new HonchoWorkspaces.Workspaces(diarySizes)
    const lists = ScriptedLists.make(scripts)
    const routes = [...HonchoMessages.routes(workspaces, lists), ...HonchoResources.routes(workspaces, lists)]
    const guarded = routes.map(({ methods, path }) => ({
      path,
      methods: Object.fromEntries(Object.entries(methods).map(([method, answer]) => [method, withKey(answer)]))
    }))
    return { answer: Route.dispatch(guarded, refuse), changeable: workspaces.changeable }
  }
}
