package session08.lesson;

import org.junit.jupiter.api.Test;

class SelectiveReceiveTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("selective", SelectiveReceive.Normal.class)
                .isPrintedBy(SelectiveReceive::main);
    }
}
