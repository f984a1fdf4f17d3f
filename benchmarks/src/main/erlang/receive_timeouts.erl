-module(receive_timeouts).
-export([run/2]).

run(Size, Millis) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    [spawn(fun() -> receive never -> ok after Millis -> Main ! woken end end)
     || _ <- lists:seq(1, Size)],
    bench:since(Start + Millis * 1000000, Size, join(Size, 0)).

join(Size, Size) -> Size;
join(Size, Woken) -> receive woken -> join(Size, Woken + 1) end.
