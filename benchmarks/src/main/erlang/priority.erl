-module(priority).
-export([run/2]).

run(Size, _Count) ->
    [self() ! {normal, Number} || Number <- lists:seq(1, Size)],
    self() ! urgent,
    self() ! stop,
    Start = erlang:monotonic_time(nanosecond),
    case loop(0, none) of
        {Normal, 0} -> bench:since(Start, Size, Normal);
        _ -> bench:since(Start, Size, -1)
    end.

loop(Normal, Before) ->
    receive
        urgent -> loop(Normal, Normal)
    after 0 ->
        receive
            {normal, _} -> loop(Normal + 1, Before);
            urgent -> loop(Normal, Normal);
            stop -> {Normal, Before}
        after 5000 -> loop(Normal, Before)
        end
    end.
