package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final String ID = "0197a5a0-0000-7000-8000-000000000001";
    private static final String CONVERSATION = "0197a5a0-0000-7000-8000-000000000002";

    private final FrameReader reader = new FrameReader();

    private static byte[] json(String frame) {
        return frame.replace('\'', '"')
                .replace("ID", ID)
                .replace("CONV", CONVERSATION)
                .getBytes(UTF_8);
    }

    private RefusedFrame refused(String frame) {
        return catchThrowableOfType(RefusedFrame.class, () -> reader.read(json(frame)));
    }

    @Test
    void unknownFieldsAreIgnored() throws RefusedFrame {
        ClientFrame frame = reader.read(
                json("{'type':'send','id':'ID','conversation':'CONV','text':'hi','replyTo':4,'mood':{'x':[1]}}"));

        assertThat(frame)
                .isEqualTo(new ClientFrame.Send(UUID.fromString(ID), ConversationId.of(CONVERSATION), "hi", 4L));
    }

    /** What is read without a tree is the same as what is read with one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'send','id':'ID','conversation':'CONV','text':'hé \\ud83d\\udc4d \\n'}",
                "{'text':'x','replyTo':7,'conversation':'CONV','id':'ID','type':'send'}",
                " { 'type' : 'send' , 'id' : 'ID' , 'conversation' : 'CONV' , 'text' : 'x' } ",
            })
    void aPlainSendIsRead(String frame) throws RefusedFrame {
        String unknown = frame.replaceFirst("\\{", "{'unknown':null,");
        assertThat(PlainSend.read(new JsonFactory(), json(frame))).isEqualTo(reader.read(json(unknown)));
        assertThat(PlainSend.read(new JsonFactory(), json(unknown))).isNull();
    }

    @Test
    void whatIsNotUtf8IsNoFrame() {
        byte[] frame = json("{'type':'send','id':'ID','conversation':'CONV','text':'x'}");
        frame[frame.length - 3] = (byte) 0xff;
        assertThat(catchThrowableOfType(RefusedFrame.class, () -> reader.read(frame))
                        .code())
                .isEqualTo(ErrorCode.BAD_FRAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'send','type':'send','id':'ID','conversation':'CONV','text':'x'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x','text':'y'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x','replyTo':null}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x'}{}",
                "{'type':'ping','id':'ID','conversation':'CONV','text':'x'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':''}",
                "{'type':'send','id':'ID','conversation':'CONV'}",
                "[]",
            })
    void whatIsUnusualIsNotPlain(String frame) {
        assertThat(PlainSend.read(new JsonFactory(), json(frame))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "{",
                "{}{}",
                "{'type':null}",
                "{'type':7}",
                "{'type':'send','id':'ID','conversation':'CONV'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':null}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x','replyTo':0}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x','replyTo':1.5}",
                "{'type':'send','id':'1-2-3-4-5','conversation':'CONV','text':'x'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'half \\ud83d pair'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'\\udc4d'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'nul \\u0000'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':' \\n\\u200b'}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'\\u001b[2J'}",
                "{'type':'edit','id':'ID','conversation':'CONV','target':1,'text':'\\u3164'}",
                "{'type':'delete','id':'ID','conversation':'CONV','target':-1}",
                "{'type':'react','id':'ID','conversation':'CONV','target':1,'emoji':'x','remove':'yes'}",
                "{'type':'read','conversation':'CONV','seq':9223372036854775808}",
                "{'type':'read','conversation':'CONV','seq':9007199254740992}",
                "{'type':'send','id':'ID','conversation':'CONV','text':'x','replyTo':9007199254740992}",
                "{'type':'sync','cursors':{'CONV':9223372036854775807}}",
                "{'type':'sync','cursors':[]}",
                "{'type':'sync','cursors':{'CONV':'1'}}",
                "{'type':'sync','cursors':{'nobody':1}}",
                "{'type':'watch','users':{}}",
                "{'type':'watch','users':[1]}",
                "{'type':'status','status':'offline'}",
                "{'type':'signal','to':'ID','call':'ID'}",
                "{'type':'ping','id':{}}",
            })
    void whatBreaksARuleIsBad(String frame) {
        assertThat(refused(frame)).isNotNull().extracting(RefusedFrame::code).isEqualTo(ErrorCode.BAD_FRAME);
    }

    @Test
    void aRefusalCarriesTheIdIfItCouldBeRead() {
        assertThat(refused("{'type':'send','id':'ID','text':'x'}").id()).isEqualTo(UUID.fromString(ID));
        assertThat(refused("{'type':'send','id':'no','text':'x'}").id()).isNull();
    }

    @Test
    void lengthsAreCountedInUtf16Units() throws RefusedFrame {
        String fits = "👍".repeat(4_000);
        assertThat(reader.read(json("{'type':'send','id':'ID','conversation':'CONV','text':'" + fits + "'}")))
                .isInstanceOf(ClientFrame.Send.class);
        assertThat(refused("{'type':'send','id':'ID','conversation':'CONV','text':'x" + fits + "'}")
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refused("{'type':'signal','to':'ID','call':'ID','data':'" + "x".repeat(17_000) + "'}")
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void nobodyMakesTheParserRecurse() {
        assertThat(refused("{'type':'signal','to':'ID','call':'ID','data':" + "[".repeat(200) + "]".repeat(200) + "}")
                        .code())
                .isEqualTo(ErrorCode.BAD_FRAME);
    }

    @Test
    void anUnknownTypeIsToldApart() {
        assertThat(refused("{'type':'teleport','id':'ID'}").code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    }
}
