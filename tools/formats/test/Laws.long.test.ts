/**
 * The laws of every format on 2,000 conversations. `LAWS_RUNS` is another number, and `LAWS_FORMATS` has the names of some formats, for a run by
 * hand such as `LAWS_RUNS=100000 LAWS_FORMATS=chat npm run laws -w tools/formats`. `LAWS_SEED` repeats a run.
 */
import { suite as a2a } from "./a2a/A2a.js"
import { suite as acp } from "./acp/Acp.js"
import { suite as agUi } from "./ag-ui/AgUi.js"
import { suite as aiSdk } from "./ai-sdk/AiSdk.js"
import { suite as aiSdkModel } from "./ai-sdk-model/AiSdkModel.js"
import { suite as anthropic } from "./anthropic/Anthropic.js"
import { suite as atif } from "./atif/Atif.js"
import { suite as chat } from "./chat/Chat.js"
import { suite as effect } from "./effect/EffectPrompt.js"
import { suite as fineTuning } from "./fine-tuning/FineTuning.js"
import { suite as langChain } from "./langchain/LangChain.js"
import { suite as mcp } from "./mcp/Mcp.js"
import { suite as otel } from "./otel/Otel.js"
import { suite as responses } from "./responses/Responses.js"
import process from "node:process"
import { lawsTogether } from "./suite.js"

const suites = [
  ...[agUi, aiSdk, aiSdkModel, anthropic, atif, chat, effect, langChain, otel, responses],
  ...[a2a, acp, fineTuning, mcp]
]

const runs = Number(process.env["LAWS_RUNS"] ?? 2_000)
const seed = Number(process.env["LAWS_SEED"] ?? Date.now() | 0)
const names = process.env["LAWS_FORMATS"]?.split(",")

for (const suite of suites) if (names?.includes(suite.definition.name) !== false) lawsTogether(suite, runs, seed)
