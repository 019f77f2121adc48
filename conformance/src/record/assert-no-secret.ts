import { InputError } from "../input-error.ts";
import { showsPrompt } from "./redact/redact-prompts.ts";
import { shortestSecret, showsSecret } from "./redact/shows-secret.ts";

/**
 * Refuses to write a text that shows a secret. Not as bad input: the call was sent, and may be paid for.
 *
 * @param name - of what would be written, for people
 * @throws Error
 */
export function assertNoSecret(text: string, secrets: readonly string[], name: string): void {
  if (showsSecret(text, secrets))
    throw new Error(
      `${name} is not written: a key or a cookie would have remained in it. Nothing was kept of this call.`,
    );
}

/**
 * Refuses to write a text that shows a prompt that was to be taken out.
 *
 * @param name - of what would be written, for people
 * @throws Error
 */
export function assertNoPrompt(text: string, prompts: readonly string[], name: string): void {
  if (showsPrompt(text, prompts))
    throw new InputError(
      `${name} is not written: the prompt would have remained in it. Nothing was kept of this call.`,
    );
}

/**
 * Refuses a key that is too short to be told from common words.
 *
 * @throws InputError
 */
export function assertFindable(key: string): void {
  if (key.length < shortestSecret)
    throw new InputError(
      `The key has ${key.length} characters: one of fewer than ${shortestSecret} cannot be kept out of a file for certain. Nothing was sent.`,
    );
}
