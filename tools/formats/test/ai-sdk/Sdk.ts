/** The AI SDK: version 6, which the workspace installs, and version 7, which is installed separately because it asks for Node 22. */
import { createAnthropic } from "@ai-sdk/anthropic"
import { createOpenAI } from "@ai-sdk/openai"
import { convertToModelMessages, generateText, modelMessageSchema, safeValidateUIMessages } from "ai"
import { existsSync } from "node:fs"
import process from "node:process"

/** What the tests use of the AI SDK. */
export const version6 = {
  convertToModelMessages,
  createAnthropic,
  createOpenAI,
  generateText,
  modelMessageSchema,
  safeValidateUIMessages
}

export type Sdk = typeof version6

const folder = new URL("../../ai-7/", import.meta.url)

const isInstalled = existsSync(new URL("node_modules/ai/package.json", folder))

/** Whether to skip the tests of version 7: it is not installed, and `MESSAGES_REQUIRE_AI_7` is not set. */
export const isLeftOut = !isInstalled && process.env["MESSAGES_REQUIRE_AI_7"] === undefined

/** Why they are skipped, and how to run them. */
export const reason = "version 7 of the AI SDK is not installed: npm run install-ai-7 -w tools/formats"

/** Version 7, typed as version 6, because the functions that the tests call take the same arguments. */
export const version7 = async (): Promise<Sdk> => {
  // Without this, Node would find version 6 in a folder above.
  if (!isInstalled) throw new Error(reason)
  return import(new URL("index.js", folder).href)
}
