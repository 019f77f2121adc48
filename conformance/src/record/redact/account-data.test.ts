import { describe, expect, test } from "vitest";
import { blankAmount, blankText, isAmount, isPersonal } from "./account-data.ts";

describe("what an account holds", () => {
  test.each([
    "balance",
    "Balance",
    "credit",
    "credits",
    "free-credits",
    "remainingCredits",
    "wallet_balance",
    "x-quota-left",
    "my wallet",
    "userBalance",
    "remainingcredits",
    "REMAINING",
    "credit5",
  ])("%s tells it", (name) => expect(isAmount(name)).toBe(true));
  test.each(["cost", "quote", "price", "amount", "images"])("%s does not", (name) =>
    expect(isAmount(name)).toBe(false),
  );
});

describe("whose account it is", () => {
  test.each([
    "user",
    "users",
    "user_id",
    "userId",
    "user-name",
    "username",
    "email",
    "mail",
    "organization",
    "organisation_id",
    "org",
    "team_uuid",
    "accountNumber",
    "customer_key",
    "phone",
    "billing_email",
    "login",
    "members",
  ])("%s tells it", (name) => expect(isPersonal(name)).toBe(true));
  test.each(["superuser", "user_agent", "mailbox", "userland", "teammate", "request_id", "organic"])(
    "%s does not",
    (name) => expect(isPersonal(name)).toBe(false),
  );
});

test.each<[unknown, unknown]>([
  [9, 1],
  [0, 1],
  [9.71, 1.5],
  ["150", "1"],
  ["150.25", "1.00"],
  ["12,345.6 USD", "1.0 USD"],
  ["9 of 10", "1 of 1"],
  [null, null],
  [true, true],
])("an amount of %j becomes %j", (given, want) => expect(blankAmount(given)).toBe(want));

test.each([
  ["ask ada.b+c@mail.example.org now", "ask someone@example.com now"],
  ["mail=ada%40example.org", "mail=someone@example.com"],
  ["ada@localhost", "ada@localhost"],
  ["Credits: 12", "Credits: 1"],
  ["credit is 12.75", "credit is 1"],
  ["your balance of 3,210.50 is low", "your balance of 1 is low"],
  ["wallet\n12", "wallet\n12"],
  ["a balance in the very far distance of 12", "a balance in the very far distance of 12"],
  ["available 7", "available 1"],
  ["12.75 left", "1 left"],
  ["$ 1,200  credits remaining", "$ 1  credits remaining"],
  ["0.5 USD available", "1 USD available"],
  ["7credit left", "1credit left"],
  ["14 images", "14 images"],
])("%j is written as %j", (given, want) => expect(blankText(given)).toBe(want));
