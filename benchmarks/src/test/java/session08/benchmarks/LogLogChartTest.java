package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import session08.benchmarks.LogLogChart.Line;
import session08.benchmarks.LogLogChart.Point;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

class LogLogChartTest {

    private static Line line(String name, Point... points) {
        return new Line(name, "a note", "#123456", false, List.of(points));
    }

    private static LogLogChart chart(Line... lines) {
        return new LogLogChart("title", "count", "time", List.of(lines));
    }

    private static Document parsed(LogLogChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));
    }

    private static List<Element> elements(LogLogChart chart, String tag, String kind)
            throws Exception {
        var found = new ArrayList<Element>();
        var all = parsed(chart).getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element
                    && element.getAttribute("class").equals(kind)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void a_name_may_hold_what_xml_does_not_like() throws Exception {
        var chart = chart(line("Reply<A> & co", new Point(10, 20, 1)));

        assertThat(elements(chart, "text", "name"))
                .extracting(Element::getTextContent)
                .containsExactly("Reply<A> & co");
    }

    @Test
    void ten_times_as_much_is_as_far_everywhere() throws Exception {
        var chart =
                chart(
                        line(
                                "steep",
                                new Point(10, 30, 1),
                                new Point(100, 300, 1),
                                new Point(1000, 3000, 1)));

        var dots = elements(chart, "circle", "");
        assertThat(number(dots.get(1), "cx") - number(dots.get(0), "cx"))
                .isPositive()
                .isEqualTo(number(dots.get(2), "cx") - number(dots.get(1), "cx"));
        assertThat(number(dots.get(1), "cy") - number(dots.get(0), "cy"))
                .isNegative()
                .isEqualTo(number(dots.get(2), "cy") - number(dots.get(1), "cy"));
    }

    @Test
    void axes_have_round_numbers_with_their_units() throws Exception {
        var chart = chart(line("a", new Point(10, 30, 1), new Point(100_000, 5_000_000, 1)));

        assertThat(elements(chart, "text", "left"))
                .extracting(Element::getTextContent)
                .containsExactly("10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms");
        assertThat(elements(chart, "text", "centred"))
                .extracting(Element::getTextContent)
                .contains("10", "100", "1\u00a0000", "10\u00a0000", "100\u00a0000");
    }

    @Test
    void names_of_lines_that_end_together_stand_below_each_other() throws Exception {
        for (double end : new double[] {11, 400, 999}) {
            var chart =
                    chart(
                            line("top", new Point(10, 1000, 1), new Point(100, end, 1)),
                            line("a", new Point(10, 10, 1), new Point(100, end, 1)),
                            line("b", new Point(10, 10, 1), new Point(100, end, 1)),
                            line("c", new Point(10, 10, 1), new Point(100, end, 1)));

            List<Double> places =
                    elements(chart, "text", "name").stream()
                            .map(name -> number(name, "y"))
                            .toList();
            for (int i = 1; i < places.size(); i++) {
                assertThat(places.get(i) - places.get(i - 1))
                        .as("between names, for lines that end at %s ns", end)
                        .isGreaterThanOrEqualTo(47.9);
            }
            double bottom = number(elements(chart, "line", "grid").getFirst(), "y1");
            assertThat(places)
                    .as("the note below a name fits in above the axis")
                    .allSatisfy(place -> assertThat(place).isBetween(80.0, bottom - 15));
        }
    }

    @Test
    void an_error_as_large_as_the_value_ends_at_the_axis() throws Exception {
        var chart = chart(line("a", new Point(10, 30, 100), new Point(100, 90, 5000)));

        double bottom = number(elements(chart, "line", "grid").getFirst(), "y1");
        var errors = elements(chart, "line", "thin");
        assertThat(number(errors.get(0), "y1")).isEqualTo(bottom);
        assertThat(number(errors.get(1), "y2")).isGreaterThan(80);
    }

    @Test
    void nothing_is_drawn_below_zero() {
        assertThatThrownBy(() -> chart(line("a", new Point(10, 0, 1))).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Point[x=10.0, y=0.0, error=1.0]")
                .hasMessageContaining("logarithmic");
    }
}
