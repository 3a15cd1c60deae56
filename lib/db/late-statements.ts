/**
 * Statements that come when their transaction is over. Prisma ends a transaction that takes too long by a timer, and
 * what was under way inside it goes on for a moment: on the connection it would then stand alone, and be stored
 * without what came before it.
 */
import type { SqlDriverAdapterFactory, Transaction } from "@prisma/driver-adapter-utils";

/** Has Prisma's own code for a transaction that ran out of time: `transaction` tries all of it again. */
class LateStatement extends Error {
  readonly code = "P2028";
  constructor() {
    super("the transaction took too long and is over: this statement of it was not run");
  }
}

export interface Ending {
  /** From now on nothing is part of the transaction. */
  end(): void;
  /** @throws when it has ended */
  assertOpen(): void;
}

export function createEnding(): Ending {
  let isOver = false;
  return {
    end: () => void (isOver = true),
    assertOpen() {
      if (isOver) throw new LateStatement();
    },
  };
}

/** An adapter whose transactions refuse late statements. */
export function refusingLate<Factory extends SqlDriverAdapterFactory>(factory: Factory): Factory {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => refuse(await start(level));
    return adapter;
  };
  return factory;
}

function refuse(transaction: Transaction): Transaction {
  const ending = createEnding();
  const { queryRaw, executeRaw, commit, rollback } = transaction;
  return Object.assign(transaction, {
    async queryRaw(statement) {
      ending.assertOpen();
      return queryRaw.call(transaction, statement);
    },
    async executeRaw(statement) {
      // Without phantom queries Prisma ends a transaction by a statement.
      if (/^\s*(?:COMMIT|ROLLBACK)\s*$/i.test(statement.sql)) ending.end();
      else ending.assertOpen();
      return executeRaw.call(transaction, statement);
    },
    commit() {
      ending.end();
      return commit.call(transaction);
    },
    rollback() {
      ending.end();
      return rollback.call(transaction);
    },
  } satisfies Partial<Transaction>);
}
