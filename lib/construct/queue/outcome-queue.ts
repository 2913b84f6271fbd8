import type { RemovalPolicy } from 'aws-cdk-lib'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { type FunctionName, tableAccess } from '../../../lambda/routes.ts'
import * as limits from '../../facts/outcome-limits.ts'
import { DurableQueue } from './durable-queue.ts'

/** Where integrators hear how sessions ended. Nothing here takes anything out of it. */
export class OutcomeQueue extends DurableQueue {
  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id, {
      removalPolicy: props.removalPolicy,
      visibilityTimeoutSeconds: limits.outcomeVisibilityTimeoutSeconds,
      keptDays: limits.outcomesKeptDays,
      receivesMax: limits.outcomeReceivesMax,
      deadLettersKeptDays: limits.outcomesKeptDays,
    })
  }

  /** Whoever may write a session may end it, and then has to tell. */
  grant(name: FunctionName, grantee: IGrantable): void {
    if (tableAccess[name] !== 'write') return
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    )
  }
}
