package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.stop;

import org.junit.jupiter.api.Test;

class NamesTest {

    private record Message() {}

    @Test
    void a_type_is_called_by_its_class_and_the_one_around_it() {
        assertThat(Names.of(Message.class)).isEqualTo("NamesTest.Message");
        assertThat(Names.of(String.class)).isEqualTo("String");
    }

    @Test
    void a_process_is_called_by_the_class_that_wrote_its_lambda() {
        TailCall<Void> lambda = () -> stop();

        assertThat(Names.home(lambda.getClass())).isEqualTo("NamesTest");
    }

    @Test
    void a_class_without_a_name_is_called_by_the_one_around_it() {
        var anonymous =
                new TailCall<Void>() {
                    @Override
                    public TailCall<Void> next() {
                        return stop();
                    }
                };

        assertThat(Names.home(anonymous.getClass())).isEqualTo("NamesTest");
    }
}
