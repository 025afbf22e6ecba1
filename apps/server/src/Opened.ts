/** Something that is opened when it is first asked for, and asked again to open where it could not. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as RcRef from "effect/RcRef"
import * as Scope from "effect/Scope"

/** Closes with the scope that it is made in, or when it is invalidated. */
export const lazily = <A, E>(open: Effect.Effect<A, E, Scope.Scope>) =>
  RcRef.make({ acquire: whole(open), idleTimeToLive: Duration.infinity })

/** What was acquired on the way to a failure is given back at once. */
const whole = <A, E>(acquire: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.flatMap(Scope.make(), (scope) =>
    Effect.addFinalizer((exit) => Scope.close(scope, exit)).pipe(
      Effect.zipRight(Scope.extend(acquire, scope)),
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
  )
