/** The laws of `ai-sdk`, with the AI SDK as a judge. */
import { laws } from "../suite.js"
import { suite } from "./AiSdk.js"
import { modelMessages } from "./conversion.js"
import { version6 } from "./Sdk.js"

laws(suite, 200)
modelMessages(version6)
