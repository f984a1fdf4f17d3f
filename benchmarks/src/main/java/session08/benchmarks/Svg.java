package session08.benchmarks;

import java.util.Locale;

/** Pieces of a picture. */
final class Svg {

    private Svg() {}

    static String stroke(String kind, double x1, double y1, double x2, double y2) {
        return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(kind, number(x1), number(y1), number(x2), number(y2));
    }

    static String text(String kind, double x, double y, String text) {
        return "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
                .formatted(kind, number(x), number(y), escaped(text));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String number(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
