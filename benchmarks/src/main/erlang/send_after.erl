-module(send_after).
-export([run/2]).

run(Size, Millis) ->
    Start = erlang:monotonic_time(nanosecond),
    [erlang:send_after(Millis, self(), {tick, Number}) || Number <- lists:seq(1, Size)],
    bench:since(Start + Millis * 1000000, Size, ticks(Size, 0)).

ticks(Size, Size) -> Size;
ticks(Size, Ticks) -> receive {tick, _} -> ticks(Size, Ticks + 1) end.
