package dev.parley.toolbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Plays one scene in its conversation. Every line has an id that follows from the conversation and its place, so that a scene
 * that broke off is played to its end by a second run, and none of it twice.
 */
final class Performance {
    private final Map<String, Actor> actors;
    private final UUID conversation;
    private final List<Long> seqs = new ArrayList<>();
    private long last;

    Performance(Map<String, Actor> actors, UUID conversation) {
        this.actors = actors;
        this.conversation = conversation;
    }

    void play(Screenplay.Scene scene) {
        for (int place = 0; place < scene.lines().size(); place++) {
            UUID id = UUID.nameUUIDFromBytes((conversation + "/" + place).getBytes(UTF_8));
            perform(scene.lines().get(place), id);
        }
    }

    private void perform(Screenplay.Line line, UUID id) {
        Actor actor = actors.get(line.who());
        switch (line) {
            case Screenplay.Line.Message(var _, int answers, String text) -> {
                act(actor, id, (socket, same) -> {
                    if (answers > 0) {
                        socket.reply(same, conversation, text, seq(answers));
                    } else {
                        socket.send(same, conversation, text);
                    }
                });
                seqs.add(last);
            }
            case Screenplay.Line.Edit(var _, int message, String text) ->
                act(actor, id, (socket, same) -> socket.edit(same, conversation, seq(message), text));
            case Screenplay.Line.Reaction(var _, int message, String emoji) ->
                act(actor, id, (socket, same) -> socket.react(same, conversation, seq(message), emoji, false));
            case Screenplay.Line.Deletion(var _, int message) ->
                act(actor, id, (socket, same) -> socket.delete(same, conversation, seq(message)));
            case Screenplay.Line.Reading _ -> actor.read(conversation, last);
        }
    }

    private void act(Actor actor, UUID id, Actor.Frame frame) {
        last = actor.act(id, conversation, frame);
    }

    private long seq(int message) {
        return seqs.get(message - 1);
    }
}
