package session08.grader;

/** A part of the submissions: those of which a stable hash of the name falls into it. */
record Shard(int index, int count) {

    static Shard parse(String text) {
        String[] parts = text.split("/");
        try {
            var shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (parts.length == 2 && shard.index >= 1 && shard.index <= shard.count) {
                return shard;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            // said below
        }
        throw new IllegalArgumentException("a shard is i/n, such as 2/7, not " + text);
    }

    boolean contains(String submission) {
        return Math.floorMod(submission.hashCode(), count) == index - 1;
    }
}
