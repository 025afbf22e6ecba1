/** What the AI SDK sends, in version 6. */
import { version6 } from "../ai-sdk/Sdk.js"
import { wire } from "./wire.js"

wire(version6)
