// What the tests use of version 7 of the AI SDK. It is a file of this folder, because that version is installed here and nowhere else.
// Its warnings, such as those of old fields in the documents of the laws, are not for people who run the tests.
globalThis.AI_SDK_LOG_WARNINGS = false

export { createAnthropic } from "@ai-sdk/anthropic"
export { createOpenAI } from "@ai-sdk/openai"
export { convertToModelMessages, generateText, modelMessageSchema, safeValidateUIMessages } from "ai"
