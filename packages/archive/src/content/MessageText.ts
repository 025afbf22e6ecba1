/** The searchable text of a message: everything that a person or a model said, and the input and output of tools. */
import { Json, type Message, type Part } from "@org/messages-core"

/** How much of a message is indexed, in UTF-16 units: PostgreSQL's index cannot hold more than this of one message. */
export const maximumLength = 200_000

/** The texts of a message, one after another on lines of their own. */
export const of = (message: Message.Message): string => {
  const texts: Array<string> = []
  for (const part of message.parts) add(texts, part)
  const text = texts.length === 1 ? (texts[0] ?? "") : texts.join("\n")
  return text.length > maximumLength ? text.slice(0, maximumLength) : text
}

const add = (texts: Array<string>, part: Part.Part): void => {
  switch (part.type) {
    case "text":
    case "refusal":
      return push(texts, part.text)
    case "reasoning":
      push(texts, part.text)
      return push(texts, part.summary)
    case "file":
      push(texts, part.filename)
      push(texts, part.text)
      return push(texts, part.extractedText)
    case "tool-call":
      push(texts, part.name)
      push(texts, part.inputText)
      return addStrings(texts, part.input)
    case "tool-result":
      push(texts, part.name)
      addStrings(texts, part.output)
      return part.content?.forEach((inner) => add(texts, inner))
    case "citation":
      push(texts, part.title)
      return push(texts, part.quote)
    case "source":
      push(texts, part.title)
      return push(texts, part.filename)
    case "error":
      return push(texts, part.message)
    case "data":
      return addStrings(texts, part.value)
    case "step-start":
    case "unknown":
      return
  }
}

const push = (texts: Array<string>, text: string | undefined): void => {
  if (text !== undefined && text !== "") texts.push(text)
}

/** The strings and numbers of a JSON value. Its keys are names of a program, not words. */
const addStrings = (texts: Array<string>, value: Json.Json | undefined): void => {
  if (typeof value === "string") push(texts, value)
  else if (typeof value === "number") texts.push(String(value))
  else if (Json.isArray(value)) for (const item of value) addStrings(texts, item)
  else if (Json.isObject(value)) for (const key in value) addStrings(texts, value[key])
}
