/** The AI SDK: version 6, with which the tests are installed, and version 7, which is installed apart because it says that it needs Node 22. */
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

/** Whether the tests with version 7 are left out: it is not installed, and nothing requires it. */
export const isLeftOut =
  !existsSync(new URL("node_modules/ai/package.json", folder)) && process.env["MESSAGES_REQUIRE_AI_7"] === undefined

/** Why they are left out, and what to do about it. */
export const reason = "version 7 of the AI SDK is not installed: npm run install-ai-7 -w tools/formats"

/** Version 7, with the types of version 6: the functions that the tests call take the same. */
export const version7 = (): Promise<Sdk> => import(new URL("index.js", folder).href)
