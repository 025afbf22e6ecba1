// Checks that the values that exports return have the types of version 7. A test compiles this file if that version is installed.
import type { AiSdk, AiSdkModel } from "@org/messages-formats"
import type { ModelMessage, UIMessage } from "ai"
import type { Either } from "effect/Either"

type Value<Result> = Result extends Either<{ readonly value: ReadonlyArray<infer Element> }, unknown> ? Element : never

export const ui = (message: Value<ReturnType<typeof AiSdk.export>>): UIMessage => message

export const model = (message: Value<ReturnType<typeof AiSdkModel.export>>): ModelMessage => message
