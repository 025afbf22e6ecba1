// The functions of version 7 of the AI SDK that the tests call. The file is here because only this folder has that version installed.
// The SDK's warnings, such as those about old fields in generated documents, are off for the whole process: they say nothing about a test.
globalThis.AI_SDK_LOG_WARNINGS = false

export { createAnthropic } from "@ai-sdk/anthropic"
export { createOpenAI } from "@ai-sdk/openai"
export { convertToModelMessages, generateText, modelMessageSchema, safeValidateUIMessages } from "ai"
