-module(selective_receive).
-export([run/2]).

run(Size, Count) ->
    [self() ! {item, Number} || Number <- lists:seq(0, Size - 1)],
    Start = erlang:monotonic_time(nanosecond),
    Found = find(Count, 0),
    bench:since(Start, Size * Count, Found).

find(0, Found) -> Found;
find(Count, Found) ->
    self() ! {item, -1},
    receive {item, Number} when Number < 0 -> find(Count - 1, Found + 1) end.
