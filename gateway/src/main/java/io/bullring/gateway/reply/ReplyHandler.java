package io.bullring.gateway.reply;

/** Takes the answer to one command, on the thread that offered it. */
@FunctionalInterface
public interface ReplyHandler {
    /** @param answer only valid during the call */
    void onAnswer(Answer answer);
}
