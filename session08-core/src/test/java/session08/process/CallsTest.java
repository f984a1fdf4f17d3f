package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CallsTest {

    private static final int CALLS = 4;

    private final Process<Object> caller = World.REAL.process("caller", null);

    private ReplyAddress<Object> call() {
        return new ReplyAddress<>(caller, caller);
    }

    @Test
    void in_whatever_order_they_go_the_others_stay() {
        int orders = 0;
        for (List<Integer> order : orders(new ArrayList<>())) {
            var calls = new Calls();
            var left = new ArrayList<ReplyAddress<?>>();
            for (int n = 0; n < CALLS; n++) {
                left.addFirst(call());
                calls.add(left.getFirst());
            }
            var all = List.copyOf(left);
            for (int position : order) {
                ReplyAddress<?> gone = all.get(position);
                left.remove(gone);
                calls.remove(gone);

                assertThat(calls.all()).as("after %s of %s", position, order).isEqualTo(left);
                assertThat(gone).extracting("newer", "older").containsOnlyNulls();
            }
            orders++;
        }
        assertThat(orders).isEqualTo(4 * 3 * 2);
    }

    @Test
    void who_comes_when_others_have_gone_is_among_them() {
        var calls = new Calls();
        ReplyAddress<Object> first = call();
        ReplyAddress<Object> second = call();
        calls.add(first);
        calls.add(second);
        calls.remove(second);
        ReplyAddress<Object> third = call();
        calls.add(third);
        calls.remove(first);

        assertThat(calls.all()).containsExactly(third);
    }

    private static List<List<Integer>> orders(List<Integer> begun) {
        if (begun.size() == CALLS) {
            return List.of(begun);
        }
        var all = new ArrayList<List<Integer>>();
        for (int n = 0; n < CALLS; n++) {
            if (!begun.contains(n)) {
                var longer = new ArrayList<>(begun);
                longer.add(n);
                all.addAll(orders(longer));
            }
        }
        return all;
    }
}
